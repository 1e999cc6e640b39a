// What every page does: dialogs, toasts, the theme switch, examples, and the parts of this folder
// as far as the page has them. Parts that come later (htmx) are woken the same way.
import { palette } from "./palette.js";

const parts = [
  ["[data-table]", () => import("./tables.js")],
  ["[data-dropzone]", () => import("./dropzone.js")],
  ["[data-chart]", () => import("./chart.js")],
  ["[data-picker]", () => import("./picker.js")],
];

/** Wakes every part below `root` once. */
export function wake(root) {
  for (const [selector, load] of parts) {
    const found = [...root.querySelectorAll(selector)].filter((el) => !el.dataset.awake);
    for (const el of found) el.dataset.awake = "true";
    if (found.length) load().then((part) => found.forEach(part.wake));
  }
  root.querySelectorAll("[data-toast]:not([data-awake])").forEach(leaveLater);
}

const TOAST_MS = 12000;

function leaveLater(toast) {
  toast.dataset.awake = "true";
  let timer;
  const wait = () => { timer = setTimeout(() => toast.remove(), TOAST_MS); };
  const stay = () => clearTimeout(timer);
  if (toast.classList.contains("note-failed")) return;
  for (const event of ["mouseenter", "focusin"]) toast.addEventListener(event, stay);
  for (const event of ["mouseleave", "focusout"]) toast.addEventListener(event, wait);
  wait();
}

/** Says something that the server did not: no undo, as nothing was written. */
export function say(text, { failed = false } = {}) {
  const toast = document.createElement("div");
  toast.className = failed ? "note note-failed" : "note";
  toast.dataset.toast = "";
  const words = document.createElement("p");
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "plain";
  close.dataset.toastClose = "";
  close.setAttribute("aria-label", "Dismiss");
  close.textContent = "×";
  toast.append(words, close);
  document.getElementById("toasts").append(toast);
  leaveLater(toast);
}

document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest(selector);
  const opener = on("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  if (on("[data-dialog-close]")) on("dialog")?.close();
  if (event.target instanceof HTMLDialogElement && outside(event.target, event)) event.target.close();
  if (on("[data-toast-close]")) on("[data-toast]").remove();
  const copier = on("[data-copy]");
  if (copier) copy(document.getElementById(copier.dataset.copy));
  const theme = on("[data-theme-set]");
  if (theme) { window.netgraphTheme.choose(theme.dataset.themeSet); markTheme(); }
  const example = on("[data-example]");
  if (example) {
    const line = document.getElementById("palette");
    line.value = example.dataset.example;
    line.focus();
    line.dispatchEvent(new Event("input", { bubbles: true }));
  }
});

// Copies a text of the page; where the browser keeps the clipboard away, the text is marked instead.
function copy(element) {
  const text = element.value ?? element.textContent;
  const mark = () => {
    getSelection().selectAllChildren(element);
    element.select?.();
    say("Marked. Press Ctrl-C to copy it.");
  };
  if (!navigator.clipboard) { mark(); return; }
  navigator.clipboard.writeText(text).then(() => say("Copied."), mark);
}

// A click beside an open dialog (on its backdrop) has a place outside of its box.
function outside(dialog, { clientX: x, clientY: y }) {
  const box = dialog.getBoundingClientRect();
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}

// Enter saves a sheet from every one of its fields, also from a select, which would ignore it.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("dialog.sheet select")) {
    event.preventDefault();
    event.target.form.requestSubmit();
  }
});

// A form that was sent is not sent twice by an impatient second click.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (event.target.dataset.sent) { event.preventDefault(); return; }
  event.target.dataset.sent = "true";
});
addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

function markTheme() {
  const chosen = window.netgraphTheme.chosen();
  document.querySelectorAll("[data-theme-set]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset.themeSet === chosen));
  });
}

document.addEventListener("htmx:after:swap", () => wake(document));
document.addEventListener("htmx:error", () => {
  say("Netgraph does not answer. Try again in a moment.", { failed: true });
});

markTheme();
wake(document);
const line = document.querySelector("[data-palette]");
if (line) palette(line, { wake, say });
