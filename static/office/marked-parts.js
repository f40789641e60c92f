// Comments on title, summary and facts where a page shows them: on an entry's page, or in a comparison of two revisions.
import { markWords, surroundings, wordsOf } from "./marked-words.js";

const OF_PAGE = { title: "h1", summary: ".entry-top .summary" };
const FACTS = '.facts dd, [data-part="facts"] ins';

const boxesOf = (root, part) => [...root.querySelectorAll(`${OF_PAGE[part]}, [data-part="${part}"]`)];

// What a fact says of its property: every word of it, in whichever order a page has them.
function says(box, said) {
  const words = new Set(wordsOf(box.textContent));
  const wanted = wordsOf(said);
  return wanted.length > 0 && wanted.every((word) => words.has(word));
}

function factOf(root, said) {
  const boxes = [...root.querySelectorAll(FACTS)].filter((box) => says(box, said));
  return boxes.length === 1 ? boxes[0] : null;
}

// The marks that were made; none where it cannot be told what the page shows of it.
export function markPart(root, thread) {
  if (thread.part === "entry") return [];
  if (thread.part !== "fact") return boxesOf(root, thread.part).flatMap((box) => markWords(box, thread));
  const box = factOf(root, thread.said);
  if (!box) return [];
  const mark = Object.assign(document.createElement("mark"), { className: "talked" });
  mark.append(...box.childNodes);
  box.append(mark);
  return [mark];
}

// What a selection is on where that is no text: as the form of another comment takes it.
export function partOf(root, range, form) {
  const at = range.commonAncestorContainer;
  const isIn = (box) => box.contains(at);
  for (const part of Object.keys(OF_PAGE)) {
    const box = boxesOf(root, part).find(isIn);
    if (box) return { on: part, ...surroundings(box, range) };
  }
  const fact = [...root.querySelectorAll(FACTS)].find(isIn);
  if (!fact) return null;
  const options = [...form.elements.on.options].filter(({ dataset }) => dataset.said && says(fact, dataset.said));
  return options.length === 1 ? { on: options[0].value, words: "", before: "", after: "" } : null;
}
