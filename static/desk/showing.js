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

// What the office last told of each manuscript; verdicts still on their way count as checked.
const known = new Map();
let shown = "";

export function know(data) {
  known.set(data.manuscript, { checked: data.checked, citations: data.citations });
}

export function startProgress(manuscript) {
  shown = manuscript;
  know({ manuscript, checked: bar.value, citations: bar.max });
}

export function showProgress(manuscript, waiting) {
  shown = manuscript ?? shown;
  const { checked, citations } = known.get(shown);
  bar.max = citations;
  bar.value = Math.min(checked + waiting(shown), citations);
  count.textContent = fill(words.wordsCount, { checked: bar.value, citations });
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
