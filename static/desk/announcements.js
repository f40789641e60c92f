// What the desk shows and announces around the card: progress, messages, errors, the offer to undo.

const desk = document.getElementById("desk");
const bar = document.getElementById("desk-progress");
const count = document.getElementById("desk-count");
const live = document.getElementById("desk-say");
const other = document.getElementById("desk-other");
const errors = document.getElementById("desk-errors");
const undoBar = document.getElementById("desk-undo");

export const words = desk.dataset;

export const fill = (pattern, values) =>
  pattern.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

// The last progress of each manuscript from the server; verdicts not yet sent are counted too.
const lastProgress = new Map();
let shownManuscript = "";
// How many verdicts the server has answered: what was asked before the last answer may be older than it.
let answered = 0;

export const answersSoFar = () => answered;

// `asked`: what `answersSoFar` said when this was asked for; without it, it is the answer to a verdict.
export function setProgress(data, asked = ++answered) {
  if (asked < answered && lastProgress.has(data.manuscript)) {
    return;
  }
  const { checked, inaccessible, citations } = data;
  lastProgress.set(data.manuscript, { checked, inaccessible, citations });
}

export function startProgress(manuscript) {
  shownManuscript = manuscript;
  const { checked, inaccessible } = bar.dataset;
  setProgress({ manuscript, checked: Number(checked), inaccessible: Number(inaccessible), citations: bar.max }, answered);
}

export function showProgress(manuscript, waiting) {
  shownManuscript = manuscript ?? shownManuscript;
  const last = lastProgress.get(shownManuscript);
  const { citations } = last;
  const verdicts = waiting(shownManuscript);
  const withoutAccess = verdicts.filter((verdict) => verdict === "could_not_access").length;
  const inaccessible = Math.min(last.inaccessible + withoutAccess, citations);
  const checked = Math.min(last.checked + verdicts.length - withoutAccess, citations - inaccessible);
  bar.max = citations;
  bar.value = checked + inaccessible;
  const counts = [fill(words.wordsCount, { checked, citations })];
  if (inaccessible) counts.push(fill(words.wordsInaccessible, { inaccessible }));
  count.textContent = counts.join(" · ");
}

export const progressInWords = () => count.textContent;

export function say(...sentences) {
  live.textContent = sentences.join(" ");
}

// That the card is of another entry than the one before; `title` is "" where it is not.
export function sayEntry(title) {
  other.hidden = !title;
  other.textContent = title && fill(words.wordsOther, { title });
}

export const otherEntry = () => other.textContent;

// With an address it is a complaint about one citation; `typed` are the words to be kept, `dismiss` is called for good.
export function complain(text, address, typed = [], dismiss = null) {
  if (!address && [...errors.children].some((item) => item.textContent.trim() === text)) {
    return null;
  }
  const item = document.createElement("li");
  item.textContent = `${text} `;
  if (address) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = words.wordsLook;
    item.append(link);
  }
  for (const piece of typed) {
    const quoted = document.createElement("blockquote");
    quoted.textContent = piece;
    item.append(quoted);
  }
  if (dismiss) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = words.wordsDismiss;
    button.addEventListener("click", () => {
      item.remove();
      dismiss();
    });
    item.append(button);
  }
  errors.append(item);
  return item;
}

export function offerUndo(last) {
  undoBar.hidden = !last;
  if (last) {
    document.getElementById("desk-undo-words").textContent = fill(words.wordsWaits, {
      title: last.title,
      verdict: last.label,
    });
  }
}

export const undoOffered = () => !undoBar.hidden;

export const onUndo = (act) => undoBar.querySelector("button").addEventListener("click", act);
