// What the desk shows and says around the card: progress, announcements, complaints, the offer to undo.

const desk = document.getElementById("desk");
const bar = document.getElementById("desk-progress");
const count = document.getElementById("desk-count");
const live = document.getElementById("desk-say");
const errors = document.getElementById("desk-errors");
const undoBar = document.getElementById("desk-undo");

export const words = desk.dataset;

export const fill = (pattern, values) =>
  pattern.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

// What the office last told of each manuscript; verdicts still on their way are counted with it.
const known = new Map();
let shown = "";

export function know(data) {
  const { checked, inaccessible, citations } = data;
  known.set(data.manuscript, { checked, inaccessible, citations });
}

export function startProgress(manuscript) {
  shown = manuscript;
  const { checked, inaccessible } = bar.dataset;
  know({ manuscript, checked: Number(checked), inaccessible: Number(inaccessible), citations: bar.max });
}

export function showProgress(manuscript, waiting) {
  shown = manuscript ?? shown;
  const last = known.get(shown);
  const { citations } = last;
  const verdicts = waiting(shown);
  const without = verdicts.filter((verdict) => verdict === "could_not_access").length;
  const inaccessible = Math.min(last.inaccessible + without, citations);
  const checked = Math.min(last.checked + verdicts.length - without, citations - inaccessible);
  bar.max = citations;
  bar.value = checked + inaccessible;
  const told = [fill(words.wordsCount, { checked, citations })];
  if (inaccessible) told.push(fill(words.wordsInaccessible, { inaccessible }));
  count.textContent = told.join(" · ");
}

export const progressInWords = () => count.textContent;

export function say(...sentences) {
  live.textContent = sentences.join(" ");
}

export function complain(text, address) {
  if (!address && [...errors.children].some((item) => item.textContent.trim() === text)) {
    return;
  }
  const item = document.createElement("li");
  item.textContent = `${text} `;
  if (address) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = words.wordsLook;
    item.append(link);
  }
  errors.append(item);
}

export function offerUndo(last) {
  undoBar.hidden = !last;
  if (last) {
    document.getElementById("desk-undo-words").textContent = fill(words.wordsWaits, {
      verdict: last.label,
    });
  }
}

export const undoOffered = () => !undoBar.hidden;

export const onUndo = (act) => undoBar.querySelector("button").addEventListener("click", act);
