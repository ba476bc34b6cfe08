// The entries of a playlist: moved by buttons and by dragging, and how long a round of them is. Without this file the
// buttons still move them, by way of the server.
"use strict";

const entries = document.getElementById("entries");

const chosen = () => [...entries.children].filter((row) => row.querySelector("select").value);

// What is empty stays last: there one more is added.
function settle() {
  const empty = [...entries.children].filter((row) => !row.querySelector("select").value);
  for (const row of empty.slice(1)) row.remove();
  if (empty[0]) entries.append(empty[0]);
  number();
  total();
}

function number() {
  [...entries.children].forEach((row, place) => {
    for (const button of row.querySelectorAll("[data-move]")) {
      button.value = `${button.dataset.move}-${place}`;
      button.ariaLabel = button.ariaLabel.replace(/\d+/, place + 1);
    }
    const select = row.querySelector("select");
    select.ariaLabel = select.ariaLabel.replace(/\d+/, place + 1);
  });
}

function total() {
  const weighted = document.querySelector("[name=order]:checked").value === "weighted";
  let shown = 0;
  let said = 0;
  for (const row of chosen()) {
    const { dataset } = row.querySelector("select").selectedOptions[0];
    const times = weighted ? Number(row.querySelector("[name=entry_weight]").value) || 1 : 1;
    const seconds = Number(row.querySelector("[name=entry_seconds]").value) || 0;
    shown += times * (seconds && dataset.still === "yes" ? seconds * 1000 : Number(dataset.shown));
    said += times * Number(dataset.said);
  }
  document.getElementById("total-shown").textContent = clock(shown);
  document.getElementById("total-said").textContent = clock(said);
}

function clock(ms) {
  const seconds = Math.round(ms / 1000);
  return ms ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : "–";
}

entries.addEventListener("click", (event) => {
  const button = event.target.closest("[data-move]");
  if (!button) return;
  event.preventDefault();
  const row = button.closest("li");
  const { move } = button.dataset;
  if (move === "drop") row.remove();
  else if (move === "up") row.previousElementSibling?.before(row);
  else row.nextElementSibling?.after(row);
  settle();
  if (move !== "drop") button.focus();
});

// Whoever chooses in the last, empty row gets another one.
entries.addEventListener("change", (event) => {
  const row = event.target.closest("li");
  if (event.target.name === "entry_content" && row === entries.lastElementChild && event.target.value) {
    const next = row.cloneNode(true);
    for (const field of next.querySelectorAll("input")) field.value = field.name === "entry_weight" ? "1" : "";
    for (const field of next.querySelectorAll("select")) field.value = "";
    row.after(next);
  }
  settle();
});
document.getElementById("playlist").addEventListener("input", total);

let dragged = null;
entries.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("li");
  event.dataTransfer.effectAllowed = "move";
});
entries.addEventListener("dragover", (event) => {
  const over = event.target.closest("li");
  if (!dragged || !over || over === dragged) return;
  event.preventDefault();
  const box = over.getBoundingClientRect();
  if (event.clientY < box.top + box.height / 2) over.before(dragged);
  else over.after(dragged);
});
entries.addEventListener("drop", (event) => event.preventDefault());
entries.addEventListener("dragend", () => {
  dragged = null;
  settle();
});

total();
