// The text's toolbar, the dialogs that insert citations and links, and the jump to a line.
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

// Another module has words for the text: what was brought in.
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
  const found = /^#line-(\d+)$/.exec(location.hash);
  if (!found) return;
  const lines = text.value.split("\n");
  const line = Math.min(Number(found[1]), lines.length);
  const from = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  text.focus();
  // The browser scrolls a textarea to its selection when the selection is set on an empty tail.
  text.setSelectionRange(from, from);
  const height = text.scrollHeight / Math.max(1, lines.length);
  text.scrollTop = Math.max(0, (line - 4) * height);
  text.setSelectionRange(from, from + lines[line - 1].length);
  text.scrollIntoView({ block: "center" });
}

addEventListener("hashchange", jump);
document.addEventListener("click", (event) => {
  // A second click on the same line's link changes no hash.
  const link = event.target.closest('a[href*="#line-"]');
  if (link && link.hash === location.hash) jump();
});
// A refused form begins with why.
const refused = document.querySelector("#errors, .conflict");
if (refused) {
  refused.tabIndex = -1;
  refused.focus();
} else {
  jump();
}
