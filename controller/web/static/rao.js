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

// An open menu closes when something else is used or Escape is pressed.
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => event.key === "Escape" && closeMenus(null));
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.rao-me[open]")) {
    if (!except || !menu.contains(except)) menu.open = false;
  }
}
