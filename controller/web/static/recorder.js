// Records a bulletin by the browser's microphone. Without it, or without JavaScript, a file can be chosen as well.
"use strict";

const recorder = document.getElementById("recorder");
const part = (name) => recorder.querySelector(`[data-part="${name}"]`);
const FLOOR_DB = -60;
const LOUD_DB = -1;
const LOW_DB = -42;
const LOOK_BACK = 30;
let recording = null;
let recorded = null;
let address = null;

if (navigator.mediaDevices?.getUserMedia && window.MediaRecorder) {
  part("cannot").hidden = true;
  part("can").hidden = false;
  part("start").addEventListener("click", start);
  part("stop").addEventListener("click", () => recording?.stop());
  part("send").addEventListener("click", send);
}

async function start() {
  refuse("");
  let stream;
  try {
    const audio = { channelCount: 1, echoCancellation: false, noiseSuppression: true, autoGainControl: false };
    stream = await navigator.mediaDevices.getUserMedia({ audio });
  } catch {
    return refuse(recorder.dataset.noMicrophone);
  }
  const kind = ["audio/webm;codecs=opus", "audio/mp4"].find((one) => MediaRecorder.isTypeSupported(one));
  const pieces = [];
  recording = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: 128000 });
  recording.addEventListener("dataavailable", (event) => pieces.push(event.data));
  const stopWatching = watch(stream);
  recording.addEventListener("stop", () => {
    stopWatching();
    for (const track of stream.getTracks()) track.stop();
    keep(new Blob(pieces, { type: recording.mimeType }));
    recording = null;
  });
  recording.start(1000);
  running(true);
  part("stop").focus();
}

// Level and time while it runs; answers what ends it.
function watch(stream) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 2048;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const began = performance.now();
  let peaks = [];
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const peak = samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    const level = Math.max(FLOOR_DB, 20 * Math.log10(peak || 1e-6));
    part("level").value = level;
    peaks = [...peaks.slice(1 - LOOK_BACK), level];
    const most = Math.max(...peaks);
    const { tooLoud, tooLow, good } = recorder.dataset;
    part("hint").textContent = most > LOUD_DB ? tooLoud : most < LOW_DB ? tooLow : good;
    const seconds = Math.floor((performance.now() - began) / 1000);
    part("time").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }, 100);
  return () => {
    clearInterval(timer);
    context.close();
    part("level").value = FLOOR_DB;
    part("hint").textContent = "";
  };
}

function keep(blob) {
  recorded = blob;
  if (address) URL.revokeObjectURL(address);
  address = URL.createObjectURL(blob);
  part("play").src = address;
  part("done").hidden = false;
  running(false);
  part("send").focus();
}

function running(yes) {
  part("start").hidden = yes;
  part("stop").hidden = !yes;
  if (yes) part("done").hidden = true;
}

function refuse(words) {
  part("refusal").textContent = words;
  part("refusal").hidden = !words;
}

// What was recorded stays here until it is taken in.
async function send() {
  const form = new FormData(document.getElementById("recording"));
  form.set("file", recorded, recorded.type.startsWith("audio/mp4") ? "thu-am.m4a" : "thu-am.webm");
  const button = part("send");
  const words = button.textContent;
  refuse("");
  button.disabled = true;
  button.textContent = recorder.dataset.sending;
  try {
    const answer = await fetch("/bulletins/recordings", { method: "POST", body: form, headers: { Accept: "application/json" } });
    if (answer.ok) return location.assign(answer.url);
    const { problem, remedy } = await answer.json();
    refuse(`${problem} ${remedy}`);
  } catch {
    refuse(recorder.dataset.notSent);
  }
  button.disabled = false;
  button.textContent = words;
}
