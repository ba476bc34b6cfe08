// What the panel needs beyond links and forms. Every page works without it, only less comfortably.
"use strict";

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  else if (form.method === "post") form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// Say so when the stream of changes is lost: what is on the page may be old.
const lost = (hidden) => () => document.getElementById("stream-lost")?.toggleAttribute("hidden", hidden);
document.addEventListener("htmx:sseError", lost(false));
document.addEventListener("htmx:sseOpen", lost(true));

// What somebody unfolded stays unfolded when its part of the page is fetched anew.
let unfolded = [];
document.addEventListener("htmx:beforeSwap", (event) => {
  unfolded = [...event.target.querySelectorAll("details[open][id]")].map((one) => one.id);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
});

// An open menu closes when something else is used or Escape is pressed.
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => event.key === "Escape" && closeMenus(null));
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.rao-me[open]")) {
    if (!except || !menu.contains(except)) menu.open = false;
  }
}

// From a refusal back to the form as it was filled in.
for (const button of document.querySelectorAll("[data-back]")) {
  button.hidden = history.length < 2;
  button.addEventListener("click", () => history.back());
}

const listed = (names) => names.slice(0, 4).join(", ") + (names.length > 4 ? ` … (${names.length})` : "") || "–";

// The form of an alert: find units by name whatever the accents, and say what is chosen.
const units = document.getElementById("units");
if (units) {
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  const rows = [...units.querySelectorAll(".rao-unit")];
  const search = document.getElementById("unit-search");
  search.addEventListener("input", () => {
    const words = plain(search.value).split(/\s+/);
    for (const row of rows) row.hidden = !words.every((word) => plain(row.dataset.name).includes(word));
    document.getElementById("no-unit").hidden = rows.some((row) => !row.hidden);
  });
  search.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  const say = () => {
    const chosen = rows.filter((row) => row.querySelector("input").checked).map((row) => row.dataset.name);
    document.getElementById("chosen").textContent = listed(chosen);
  };
  units.addEventListener("change", say);
  say();
}

// Units below one, fetched as they are asked for: say which are chosen.
const sayBelow = () => {
  for (const picker of document.querySelectorAll("[data-below]")) {
    const rows = [...picker.querySelectorAll(".rao-unit")].filter((row) => row.querySelector("input").checked);
    picker.querySelector(".rao-chosen strong").textContent = listed(rows.map((row) => row.dataset.name));
  }
};
document.addEventListener("change", (event) => event.target.closest("[data-below]") && sayBelow());
// What was ticked while the list was on its way stays ticked, unless it is the list of another unit.
let before = null;
document.addEventListener("htmx:beforeSwap", ({ target }) => {
  if (target.id === "below") before = target;
});
document.addEventListener("htmx:afterSwap", () => {
  const now = document.getElementById("below");
  for (const row of before?.dataset.of === now?.dataset.of ? before?.querySelectorAll(".rao-unit") ?? [] : []) {
    const was = row.querySelector("input");
    const is = now.querySelector(`[value="${was.value}"]`);
    if (is) is.checked = was.checked;
    else if (was.checked) now.prepend(row);
  }
  before = null;
  sayBelow();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("[data-below] [type=search]")) event.preventDefault();
});
sayBelow();

// Paging and speaking take a moment: say so on the button.
document.addEventListener("submit", (event) => {
  const button = event.submitter?.closest("[data-busy]") ?? event.target.querySelector("[data-busy]");
  if (!button) return;
  button.textContent = button.dataset.busy;
  button.setAttribute("aria-busy", "true");
});

// Whoever begins to fill in the last of some rows gets another one, up to as many as there may be.
document.addEventListener("input", (event) => {
  const row = event.target.closest("[data-grows] > :last-child");
  if (!row || row.parentElement.children.length >= Number(row.parentElement.dataset.grows)) return;
  const next = row.cloneNode(true);
  for (const input of next.querySelectorAll("input")) input.value = "";
  next.ariaLabel = row.ariaLabel.replace(/\d+/, (number) => Number(number) + 1);
  row.after(next);
});
