// Single keys: ignored while something is typed, in a thread of comments, with a modifier key, or when they are switched off.

import { letterOf } from "../office/letters.js";
import { recall, remember } from "./browser-storage.js";

const TYPING = "input:not([type=checkbox]):not([type=radio]):not([type=submit]), textarea, select, [contenteditable]";
// Within a thread the same letters would mean the thread.
const NOT_HERE = `${TYPING}, .thread`;

export function listen(toggle, press) {
  toggle.checked = recall("keys", true);
  toggle.closest("p").hidden = false;
  toggle.addEventListener("change", () => remember("keys", toggle.checked));
  document.addEventListener("keydown", (event) => {
    if (!toggle.checked || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) {
      return;
    }
    if (event.repeat || event.isComposing || event.target.closest?.(NOT_HERE)) {
      return;
    }
    if (press(letterOf(event))) {
      event.preventDefault();
    }
  });
}
