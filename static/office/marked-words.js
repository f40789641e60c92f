// Words of a text with its marks, found among the words of a page: marked there only where they stand once.

// As `editorial/comments/typed_words.py` reads them.
const QUOTED = String.raw`"(?:\\.|[^"\\\[]|\[(?![^\[\]"@]*@))*"`;
const INSIDE = String.raw`(?:[^\[\]"@]|"[^"\[\]\n]*")*`;
const TOKEN = new RegExp(
  String.raw`\[${INSIDE}@(?:[^\[\]"]|${QUOTED})*\]|\[\^[^\[\]\n]+\]:?|\[\[[^\[\]|\n]*\||\]\([^)\]\n]*\)|([\p{L}\p{N}\p{M}]+)`,
  "gu",
);
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
// Markers of footnotes are no words of the text.
const SKIPPED = "sup, .visually-hidden, script, style, button, del, .talk, .was";
const AROUND = 8;

export const wordsOf = (typed) => [...typed.matchAll(TOKEN)].filter((match) => match[1]).map((match) => match[1].normalize("NFC"));

// Every word of the page with its node and offsets; one that goes over several nodes has several pieces.
function spoken(root, skipped = "") {
  const passed = skipped ? `${SKIPPED}, ${skipped}` : SKIPPED;
  const words = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(passed)) continue;
    for (const match of node.data.matchAll(WORD)) words.push({ word: match[0].normalize("NFC"), node, from: match.index, to: match.index + match[0].length });
  }
  return words;
}

const runs = (words, wanted) => words.map((_, n) => n).filter((n) => wanted.every((word, m) => words[n + m]?.word === word));

export function unmark(root) {
  for (const mark of root.querySelectorAll("mark.talked")) {
    mark.replaceWith(...mark.childNodes);
  }
  root.normalize();
}

// The marks that were made around the words of the thread; none where they do not stand there, or more than once.
export function markWords(root, { exact, before, after }, skipped = "") {
  const words = spoken(root, skipped);
  const chosen = wordsOf(exact);
  if (!chosen.length) return [];
  // The first and the last word of what stands around may be cut.
  const lead = wordsOf(before.replace(/^\S*\s?/, "")).slice(-AROUND);
  const rest = wordsOf(after.replace(/\s?\S*$/, "")).slice(0, AROUND);
  let starts = runs(words, chosen);
  if (starts.length > 1) {
    const fits = (part, at) => part.length && part.every((word, m) => words[at + m]?.word === word);
    starts = starts.filter((n) => fits(lead, n - lead.length) || fits(rest, n + chosen.length));
  }
  if (starts.length !== 1) return [];
  const run = words.slice(starts[0], starts[0] + chosen.length);
  const byNode = new Map();
  for (const { node, from, to } of run) byNode.set(node, [Math.min(from, byNode.get(node)?.[0] ?? from), to]);
  return [...byNode].map(([node, [from, to]]) => {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    const mark = Object.assign(document.createElement("mark"), { className: "talked" });
    range.surroundContents(mark);
    return mark;
  });
}

// What is selected, and some words on each side, as the office looks for them.
export function surroundings(root, range) {
  // A comparison shows the same words in two manners.
  const inOne = range.commonAncestorContainer.parentElement?.closest(".both");
  const words = spoken(root, inOne ? ".now" : ".both");
  const isIn = ({ node, from, to }) => range.comparePoint(node, to) >= 0 && range.comparePoint(node, from) <= 0 && !(range.endContainer === node && range.endOffset <= from) && !(range.startContainer === node && range.startOffset >= to);
  const first = words.findIndex(isIn);
  const last = words.findLastIndex(isIn);
  const said = (from, to) => words.slice(Math.max(0, from), Math.max(0, to)).map(({ word }) => word).join(" ");
  if (first < 0) return { words: range.toString(), before: "", after: "" };
  return { words: said(first, last + 1), before: `${said(first - AROUND, first)} `, after: ` ${said(last + 1, last + 1 + AROUND)}` };
}
