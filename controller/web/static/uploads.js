// Sends chosen files in pieces while the rest of the form is filled in. A broken line, a reload or a restarted
// controller costs nothing that was sent: the same file, chosen again, goes on. Without this the form sends them itself.
"use strict";

const PIECE_BYTES = 4 * 1024 * 1024;
const RETRY_MS = [0, 1000, 2000, 3000, 5000, 5000, 10000, 10000, 15000, 15000, 30000, 30000, 60000, 60000, 60000];
const chosen = document.getElementById("files");
const list = document.getElementById("uploads");
const form = chosen?.form;
const underway = new Set();
let publishing = null;

if (form && window.tus?.isSupported) {
  chosen.addEventListener("change", () => {
    for (const file of chosen.files) new Sending(file).begin();
    chosen.value = "";
  });
  form.addEventListener("submit", waitForAll, true);
}

class Sending {
  constructor(file) {
    this.file = file;
    this.row = document.createElement("li");
    this.name = element("span", "rao-upload-name", file.name);
    this.bar = element("progress", "");
    this.bar.max = file.size || 1;
    this.bar.value = 0;
    this.bar.ariaLabel = file.name;
    this.state = element("span", "rao-upload-state rao-number");
    this.pause = this.button(list.dataset.pause, () => this.toggle());
    this.drop = this.button(list.dataset.giveUp, () => this.giveUp());
    this.row.append(this.name, this.bar, this.state, this.pause, this.drop);
    list.append(this.row);
    list.hidden = false;
  }

  button(words, act) {
    const made = element("button", "btn btn-sm", words);
    made.type = "button";
    made.ariaLabel = `${words}: ${this.file.name}`;
    made.addEventListener("click", act);
    return made;
  }

  async begin() {
    this.upload = new tus.Upload(this.file, {
      endpoint: "/api/v1/uploads",
      chunkSize: PIECE_BYTES,
      retryDelays: RETRY_MS,
      headers: { "X-Rao-Form": list.dataset.token },
      metadata: { filename: this.file.name },
      removeFingerprintOnSuccess: true,
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        const again = status === 0 || status >= 500 || status === 409 || status === 423;
        if (again) this.say(list.dataset.lost);
        return again;
      },
      onProgress: (sent, whole) => this.progress(sent, whole),
      onSuccess: () => this.done(),
      onError: (error) => this.fail(error),
    });
    underway.add(this);
    const [before] = await this.upload.findPreviousUploads();
    if (before) this.upload.resumeFromPreviousUpload(before);
    this.upload.start();
  }

  progress(sent, whole) {
    if (this.isPaused) return;
    this.bar.value = sent;
    this.say(`${list.dataset.sending} ${Math.floor((100 * sent) / whole)} %`);
  }

  toggle() {
    this.isPaused = !this.isPaused;
    this.pause.textContent = this.isPaused ? list.dataset.goOn : list.dataset.pause;
    this.pause.ariaLabel = `${this.pause.textContent}: ${this.file.name}`;
    if (this.isPaused) {
      this.upload.abort();
      this.say(list.dataset.paused);
    } else {
      this.upload.start();
    }
  }

  giveUp() {
    underway.delete(this);
    this.upload.abort(true).catch(() => {});
    this.remove();
  }

  remove() {
    this.row.remove();
    list.hidden = !list.children.length;
    goOn();
  }

  done() {
    underway.delete(this);
    this.bar.value = this.bar.max;
    this.pause.remove();
    this.drop.remove();
    this.say(list.dataset.sent);
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "uploads", value: this.upload.url.split("/").pop() });
    this.row.append(field);
    tell(`${this.file.name}: ${list.dataset.sent}`);
    goOn();
  }

  fail(error) {
    underway.delete(this);
    publishing = null;
    this.row.classList.add("rao-trouble");
    this.bar.remove();
    this.pause.remove();
    this.say(wordsOf(error));
    tell(`${this.file.name}: ${wordsOf(error)}`);
    letGo();
  }

  say(words) {
    this.state.textContent = words;
  }
}

// The controller's own words where it answered.
function wordsOf(error) {
  try {
    const { problem, remedy } = JSON.parse(error.originalResponse.getBody());
    return `${problem} ${remedy}`;
  } catch {
    return list.dataset.failed;
  }
}

// Whoever publishes before all is sent need not wait at the desk.
function waitForAll(event) {
  if (!underway.size) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  publishing = event.submitter ?? form.querySelector("[type=submit]");
  publishing.dataset.words ??= publishing.textContent;
  publishing.textContent = list.dataset.waiting;
}

function goOn() {
  if (!publishing || underway.size) return;
  const button = publishing;
  letGo();
  form.requestSubmit(button);
}

function letGo() {
  publishing = null;
  for (const button of form.querySelectorAll("[data-words]")) button.textContent = button.dataset.words;
}

function tell(words) {
  document.getElementById("uploads-told").textContent = words;
}

function element(kind, classes, words = "") {
  const made = document.createElement(kind);
  made.className = classes;
  made.textContent = words;
  return made;
}
