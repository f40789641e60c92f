// Single keys: ignored while something is typed, with a modifier key, or when they are switched off.

import { recall, remember } from "./browser-storage.js";

const TYPING = "input:not([type=checkbox]):not([type=radio]):not([type=submit]), textarea, select, [contenteditable]";

export function listen(toggle, press) {
  toggle.checked = recall("keys", true);
  toggle.closest("p").hidden = false;
  toggle.addEventListener("change", () => remember("keys", toggle.checked));
  document.addEventListener("keydown", (event) => {
    if (!toggle.checked || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) {
      return;
    }
    if (event.repeat || event.isComposing || event.target.closest?.(TYPING)) {
      return;
    }
    if (press(event.key.toLowerCase())) {
      event.preventDefault();
    }
  });
}
