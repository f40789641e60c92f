// What is worth a look before one submits: headings, pictures, words that no citation covers, words that stand elsewhere.
import { form, make } from "./page.js";

const list = document.getElementById("remarks");
const compared = document.getElementById("remarks-compared");
// Words that stand elsewhere are looked for once one has stopped writing.
const PAUSE = 3000;
const SHARE = 3;
const MAX_SHOWN = 20;

let lastText = "";
let timer = 0;
let took = 0;
let shared = [];
let preview = null;

function item({ line, words, message, address }) {
  const entry = make("li");
  const place = line ? `#line-${line}:${encodeURIComponent(words)}` : "#pictures";
  entry.append(make("a", { href: place, textContent: message }));
  if (line) entry.append(make("span", { className: "line", textContent: ` ${list.dataset.line} ${line}` }));
  if (address) entry.append(" ", make("a", { href: address, target: "_blank", rel: "noopener", textContent: list.dataset.see }));
  return entry;
}

function show() {
  const [first] = preview.uncited;
  const uncited = first
    ? [{ line: first.line, words: first.words, message: list.dataset.uncited.replace("{count}", preview.uncited.length) }]
    : [];
  const all = [...shared, ...preview.remarks, ...uncited];
  list.closest("section").hidden = !all.length;
  list.replaceChildren(...all.slice(0, MAX_SHOWN).map(item));
}

async function compare(body, text, done) {
  const started = performance.now();
  try {
    const answer = await fetch(form.dataset.sharedWords, { method: "POST", body, redirect: "manual" });
    if (!answer.ok) return;
    const told = await answer.json();
    took = performance.now() - started;
    // Of words that were changed meanwhile the next turn tells.
    if (text !== lastText) return;
    shared = told.shared;
    compared.textContent = told.whole ? list.dataset.compared : `${list.dataset.compared} ${list.dataset.part}`;
    show();
    done();
  } catch {
    // Without the office nothing is compared; the preview says that it cannot be reached.
  }
}

// Told by each preview; `done` is called once the words are compared.
export function showRemarks(newest, text, body, done) {
  preview = newest;
  if (text !== lastText) {
    lastText = text;
    shared = shared.filter(({ words }) => text.includes(words));
    clearTimeout(timer);
    timer = setTimeout(() => compare(body, text, done), Math.max(PAUSE, SHARE * took));
  }
  show();
}

export const sharedWords = () => shared;
