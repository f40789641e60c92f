// The text's toolbar, the dialogs that insert citations and links, and the jump to a line or a sentence of it.
import { heightBefore, placeOf, readPlace } from "./text-positions.js";

const form = document.getElementById("entry");
const text = form.elements.text;
const toolbar = form.querySelector(".toolbar");
const where = document.getElementById("where");

function replace(from, to, words, cursor = words.length) {
  text.focus();
  text.setSelectionRange(from, to);
  // execCommand is the only way that keeps the browser's undo.
  if (!document.execCommand("insertText", false, words)) text.setRangeText(words, from, to, "end");
  text.setSelectionRange(from + cursor, from + cursor);
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

// Another module inserts words into the text: those imported.
form.addEventListener("words-wanted", (event) => {
  const { from, to, words } = event.detail;
  replace(from, to, words);
});

function wrap(pattern, wholeLine) {
  const [before, after] = pattern.split("|");
  let { selectionStart: from, selectionEnd: to } = text;
  if (wholeLine) from = text.value.lastIndexOf("\n", from - 1) + 1;
  const words = text.value.slice(from, to);
  replace(from, to, before + words + after, before.length + words.length);
}

function note() {
  let number = 1;
  while (text.value.includes(`[^${number}]`)) number += 1;
  const at = text.selectionEnd;
  replace(at, at, `[^${number}]`);
  const end = text.value.length;
  const start = text.value.endsWith("\n") ? "\n" : "\n\n";
  replace(end, end, `${start}[^${number}]: `);
}

const quoted = (words) => words.trim().replace(/\s+/g, " ").replace(/(["\\])/g, "\\$1");
const makers = {
  cite: (get) => {
    const parts = [`@${get("key").trim().replace(/^@/, "")}`];
    if (get("locator").trim()) parts.push(get("locator").trim());
    if (get("words").trim()) parts.push(`"${quoted(get("words"))}"`);
    return `[${parts.join(", ")}]`;
  },
  link: (get) => {
    const words = get("words").trim();
    return `[[${get("target").trim()}${words ? `|${words}` : ""}]]`;
  },
};

function open(name) {
  const dialog = document.getElementById(name);
  const { selectionStart: from, selectionEnd: to } = text;
  const inner = dialog.querySelector("form");
  inner.reset();
  const selected = text.value.slice(from, to);
  if (name === "link" && selected) document.getElementById("link-target").value = selected;
  dialog.returnValue = "";
  dialog.addEventListener(
    "close",
    () => {
      if (dialog.returnValue !== "insert") {
        text.focus();
        return;
      }
      const words = makers[name]((field) => document.getElementById(`${name}-${field}`).value);
      // A citation goes behind the words it supports; a link takes their place.
      replace(name === "link" ? from : to, to, words);
    },
    { once: true },
  );
  dialog.showModal();
}

toolbar.hidden = false;
toolbar.addEventListener("click", (event) => {
  const { open: dialog, insert, wrap: pattern, line } = event.target.dataset;
  if (dialog) open(dialog);
  else if (insert === "note") note();
  else if (pattern) wrap(pattern, line !== undefined);
});

const mono = toolbar.querySelector("[data-mono]");
const setMono = () => text.classList.toggle("mono", mono.checked);
mono.checked = localStorage.getItem("stet-mono") === "1";
setMono();
mono.addEventListener("change", () => {
  localStorage.setItem("stet-mono", mono.checked ? "1" : "0");
  setMono();
});

const lineOf = (offset) => text.value.slice(0, offset).split("\n").length;
document.addEventListener("selectionchange", () => {
  if (document.activeElement === text) where.textContent = `${where.dataset.line} ${lineOf(text.selectionStart)}`;
});

function jump() {
  const place = readPlace(location.hash);
  if (!place) return;
  const lines = text.value.split("\n");
  const line = Math.max(1, Math.min(place.line, lines.length));
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  const whole = [start, start + lines[line - 1].length];
  const [from, to] = placeOf(text.value, place.words, start) ?? whole;
  const above = heightBefore(text, from);
  text.focus({ preventScroll: true });
  text.setSelectionRange(from, to);
  // The words are shown a third from the top: of the field if it scrolls, and of the window.
  text.scrollTop = Math.max(0, above - text.clientHeight / 3);
  const top = text.getBoundingClientRect().top + scrollY;
  scrollTo({ top: top + above - text.scrollTop - innerHeight / 3 });
}

addEventListener("hashchange", jump);
document.addEventListener("click", (event) => {
  // A second click on the same line's link changes no hash.
  const link = event.target.closest('a[href*="#line-"]');
  if (link && link.hash === location.hash) jump();
});
// A refused form begins with the reason.
const refused = document.querySelector("#errors, .conflict");
if (refused) {
  refused.tabIndex = -1;
  refused.focus();
} else {
  jump();
}
