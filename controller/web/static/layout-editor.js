// The editor of layouts: zones on a board are moved and resized by mouse, touch and keyboard. The number fields hold
// the truth, so that the form works without this; here they are only turned in another way.
"use strict";

const WHOLE = 1000; // parts of the board either way
const GRID = 10;
const NEAR = 15; // an edge of another zone that close is jumped to
const LEAST = 20;
const UNDOS = 100;
const SIDES = ["left", "top", "width", "height"];
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const form = document.getElementById("layout-editor");
const canvas = document.getElementById("layout-canvas");
const picture = document.getElementById("layout-picture");
const board = document.getElementById("layout-board");
const undoButton = document.getElementById("layout-undo");
const check = document.getElementById("layout-check");
const told = document.getElementById("layout-status");
const rows = [...form.querySelectorAll("[data-zone]")];
const frames = new Map(); // row -> its frame on the canvas
const past = [];
let now = "";
let waiting = 0;

// What the fields say.
const field = (row, name) => row.querySelector(`[name="${name}"]`);
const isUsed = (row) => field(row, "used").checked;
const nameOf = (row) => row.querySelector("[data-name]").textContent;

function boxOf(row) {
  return Object.fromEntries(SIDES.map((side) => [side, Math.round(Number(field(row, side).value) * 10)]));
}

function setBox(row, box) {
  for (const side of SIDES) field(row, side).value = box[side] / 10;
}

function state() {
  return JSON.stringify(rows.map((row) => [isUsed(row), boxOf(row)]));
}

function restore(kept) {
  JSON.parse(kept).forEach(([used, box], number) => {
    field(rows[number], "used").checked = used;
    setBox(rows[number], box);
  });
}

// Where a box may be: on the board, its edges on the grid or on those of other zones.
const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

function edges(row, from, size) {
  const others = rows.filter((one) => one !== row && isUsed(one)).map(boxOf);
  return [0, WHOLE, ...others.flatMap((box) => [box[from], box[from] + box[size]])];
}

function snapped(value, known) {
  const nearest = known.reduce((best, edge) => (Math.abs(edge - value) < Math.abs(best - value) ? edge : best));
  return Math.abs(nearest - value) <= NEAR ? nearest : Math.round(value / GRID) * GRID;
}

function moved(row, box, across, down) {
  const along = (from, size, by) => {
    const known = edges(row, from, size);
    const wanted = clamp(box[from] + by, 0, WHOLE - box[size]);
    const near = snapped(wanted, known);
    const far = snapped(wanted + box[size], known) - box[size];
    const best = Math.abs(near - wanted) <= Math.abs(far - wanted) ? near : far;
    return clamp(best, 0, WHOLE - box[size]);
  };
  return { ...box, left: along("left", "width", across), top: along("top", "height", down) };
}

function stretched(row, box, corner, across, down) {
  const along = (from, size, by, atStart) => {
    const known = edges(row, from, size);
    const [begin, end] = [box[from], box[from] + box[size]];
    if (atStart) {
      const start = clamp(snapped(begin + by, known), 0, end - LEAST);
      return [start, end - start];
    }
    return [begin, clamp(snapped(end + by, known), begin + LEAST, WHOLE) - begin];
  };
  const [left, width] = along("left", "width", across, corner.includes("w"));
  const [top, height] = along("top", "height", down, corner.includes("n"));
  return { left, top, width, height };
}

// One press of an arrow key is one step of the grid, or a thousandth with Alt: no jumping, so that it is foreseeable.
function stepped(box, [across, down], resizes, step) {
  const [right, low] = resizes ? ["width", "height"] : ["left", "top"];
  const most = resizes ? [WHOLE - box.left, WHOLE - box.top] : [WHOLE - box.width, WHOLE - box.height];
  const least = resizes ? LEAST : 0;
  return {
    ...box,
    [right]: clamp(box[right] + across * step, least, most[0]),
    [low]: clamp(box[low] + down * step, least, most[1]),
  };
}

// What is to be seen.
function frameOf(row) {
  if (frames.has(row)) return frames.get(row);
  const frame = document.createElement("div");
  frame.className = "rao-zone";
  frame.dataset.frame = row.dataset.zone;
  frame.dataset.kind = row.dataset.kind;
  frame.tabIndex = 0;
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-describedby", "layout-hint");
  const label = document.createElement("span");
  label.textContent = nameOf(row);
  frame.append(label);
  for (const corner of ["nw", "ne", "sw", "se"]) {
    const handle = document.createElement("i");
    handle.dataset.corner = corner;
    frame.append(handle);
  }
  frame.addEventListener("pointerdown", (event) => drag(event, row, frame));
  frame.addEventListener("keydown", (event) => press(event, row));
  frames.set(row, frame);
  canvas.append(frame);
  return frame;
}

function words(row, box) {
  const values = { name: nameOf(row), ...Object.fromEntries(SIDES.map((side) => [side, box[side] / 10])) };
  return form.dataset.told.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function draw() {
  const chosen = board.selectedOptions[0].dataset;
  canvas.style.aspectRatio = `${chosen.width} / ${chosen.height}`;
  canvas.classList.toggle("rao-canvas-upright", Number(chosen.height) > Number(chosen.width));
  for (const row of rows) {
    const frame = frameOf(row);
    const box = boxOf(row);
    frame.hidden = !isUsed(row);
    for (const side of SIDES) frame.style[side] = `${box[side] / 10}%`;
    frame.setAttribute("aria-label", words(row, box));
  }
  undoButton.disabled = !past.length;
}

function zones() {
  const used = rows.filter(isUsed).map((row) => [row.dataset.kind, boxOf(row)]);
  return used.map(([kind, box]) => [kind, ...SIDES.map((side) => box[side])].join(".")).join(",");
}

function look() {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const asked = new URLSearchParams({ unit_id: form.unit_id.value, zones: zones(), board: board.value });
    const answer = await fetch(`/layouts/check?${asked}`, { headers: { accept: "text/html" } });
    if (!answer.ok) return;
    check.innerHTML = await answer.text();
    const stands = check.querySelector(`[data-board="${board.value}"]`)?.dataset.stands === "yes";
    picture.hidden = !stands;
    if (stands) picture.src = `/layouts/picture?${asked}`;
  }, 200);
}

// What changed is remembered once a gesture, a press or an entry.
function keep() {
  const next = state();
  if (next === now) return;
  past.push(now);
  if (past.length > UNDOS) past.shift();
  now = next;
  draw();
  look();
}

function undo() {
  if (!past.length) return;
  now = past.pop();
  restore(now);
  draw();
  look();
}

function drag(event, row, frame) {
  if (event.button) return;
  event.preventDefault();
  frame.focus();
  const corner = event.target.dataset.corner;
  const [x, y, from, room] = [event.clientX, event.clientY, boxOf(row), canvas.getBoundingClientRect()];
  const follow = (move) => {
    const across = ((move.clientX - x) / room.width) * WHOLE;
    const down = ((move.clientY - y) / room.height) * WHOLE;
    setBox(row, corner ? stretched(row, from, corner, across, down) : moved(row, from, across, down));
    draw();
  };
  const end = () => {
    frame.removeEventListener("pointermove", follow);
    told.textContent = words(row, boxOf(row));
    keep();
  };
  frame.setPointerCapture(event.pointerId);
  frame.addEventListener("pointermove", follow);
  frame.addEventListener("lostpointercapture", end, { once: true });
}

function press(event, row) {
  if (event.key in ARROWS && !event.ctrlKey && !event.metaKey) {
    setBox(row, stepped(boxOf(row), ARROWS[event.key], event.shiftKey, event.altKey ? 1 : GRID));
  } else if (event.key === "Delete" && row.dataset.kind !== "main") {
    field(row, "used").checked = false;
    field(row, "used").focus();
  } else return;
  event.preventDefault();
  told.textContent = isUsed(row) ? words(row, boxOf(row)) : "";
  keep();
}

form.addEventListener("change", (event) => {
  if (event.target === board) {
    draw();
    look();
  } else if (event.target.closest("[data-zone]")) keep();
});
form.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=checkbox])");
  if (event.key === "Enter" && typing) event.preventDefault(); // else the first button, "look", would send the form
  if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || typing) return;
  event.preventDefault();
  undo();
});
undoButton.addEventListener("click", undo);
document.getElementById("layout-look").hidden = true;
undoButton.hidden = false;
canvas.classList.add("rao-canvas-live");
now = state();
draw();
