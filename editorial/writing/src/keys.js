// Keys: each can be switched off in the list that "?" shows, which this browser remembers.
import { keymap } from "@codemirror/view";
import { Prec } from "@codemirror/state";
import { parts } from "./parts.js";
import { activeCell } from "./tables.js";
import { comment, nextThread } from "./talk.js";
import { form } from "./page.js";

const STORED = "stet-keys-off";
const press = (name) => () => {
  const button = form.querySelector(`button[name="${name}"]`);
  if (!button) return false;
  form.requestSubmit(button);
  return true;
};
const dialog = document.getElementById("keys");
const showKeys = () => {
  dialog.showModal();
  return true;
};
// Of the whole form, also where the caret is in another field.
const EVERYWHERE = { "Mod-s": press("_continue"), "Mod-Enter": press("_submit"), "Mod-/": showKeys };
const WRITING = {
  "Mod-b": parts.bold,
  "Mod-i": parts.italic,
  "Mod-k": parts.link,
  "Mod-Shift-c": parts.cite,
  "Mod-Alt-h": parts.heading,
  "Mod-Alt-n": parts.note,
};

const stored = () => {
  try {
    return JSON.parse(localStorage.getItem(STORED)) ?? [];
  } catch {
    return [];
  }
};
let off = new Set(stored());

for (const box of dialog.querySelectorAll("[data-key]")) {
  box.checked = !off.has(box.dataset.key);
  box.addEventListener("change", () => {
    if (box.checked) off.delete(box.dataset.key);
    else off.add(box.dataset.key);
    localStorage.setItem(STORED, JSON.stringify([...off]));
  });
}

// Of comments. What another field begins one on is the page's to say (`static/office/comment-fields.js`).
const TO_THREADS = { "Mod-Alt-j": nextThread(1), "Mod-Alt-Shift-j": nextThread(-1) };
const TALKING = { "Mod-Alt-m": comment, ...TO_THREADS };

const unlessOff = ([key, run]) => ({ key, run: (view) => !off.has(key) && run(view) });

export const keys = Prec.high(keymap.of(Object.entries({ ...EVERYWHERE, ...WRITING, ...TALKING }).map(unlessOff)));

let view = null;
export const keysOf = (made) => {
  view = made;
};

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
document.addEventListener("keydown", (event) => {
  // The surface has seen its own keys; a dialog has its own.
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const key = `${mod ? "Mod-" : ""}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;
  const isTyping = event.composedPath()[0].closest?.("input, textarea, select, [contenteditable]");
  const talking = `${mod ? "Mod-" : ""}${event.altKey ? "Alt-" : ""}${event.shiftKey ? "Shift-" : ""}${event.key.toLowerCase()}`;
  const shifted = event.shiftKey && mod ? key.replace("Mod-", "Mod-Shift-") : key;
  if (activeCell() && WRITING[shifted] && !off.has(shifted)) {
    event.preventDefault();
    WRITING[shifted](view);
  } else if (view && TO_THREADS[talking] && !off.has(talking)) {
    event.preventDefault();
    TO_THREADS[talking](view);
  } else if (EVERYWHERE[key] && !off.has(key)) {
    event.preventDefault();
    EVERYWHERE[key]();
  } else if (event.key === "?" && !isTyping && !off.has("?")) {
    event.preventDefault();
    showKeys();
  }
});
