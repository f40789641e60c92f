// What a verdict says besides itself: the note, what was looked at, which words are not borne out.

import { recall, remember } from "./browser-storage.js";

// The office reads it more exactly; this only asks for it before the next card is shown.
const WEB_ADDRESS = /^https?:\/\/\S+$/i;
const BETWEEN = "…";
const REMEMBERED = ["looked_at", "means"];
const UNDONE = ["public_note", "note", "means", "looked_at", "not_borne_out"];

// The first field that this verdict still needs; null when nothing is missing.
export function missing(button) {
  const { note, not_borne_out: words, means, looked_at: looked } = button.form.elements;
  if (button.value === "supports") {
    if (means.value === "elsewhere" && !WEB_ADDRESS.test(looked.value.trim())) {
      return looked;
    }
    if (!means.value) {
      return means[0];
    }
    // Why it holds although the copy kept here has not these words; the next card waits for it.
    return "differs" in button.form.dataset && !note.value.trim() ? note : null;
  }
  if (button.value === "partly" && !words.value.trim()) {
    return words;
  }
  return note.value.trim() ? null : note;
}

// The words of the claim that are marked with the mouse or the keyboard are those that are not borne out. What the field
// has already stays before them, unless one of the two is a part of the other: then what was marked is meant.
export function takeMarkedWords(button, claim) {
  const marked = button.value === "partly" ? markedWords(claim) : "";
  if (!marked) {
    return;
  }
  const field = button.form.elements.not_borne_out;
  const typed = field.value.split(BETWEEN).map((piece) => piece.trim());
  const others = typed.filter((piece) => piece && !piece.includes(marked) && !marked.includes(piece));
  field.value = [...others, marked].join(` ${BETWEEN} `);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// Of the selection what lies within the claim, which may stand in several pieces.
function markedWords(claim) {
  const selection = getSelection();
  if (selection.isCollapsed) {
    return "";
  }
  const range = selection.getRangeAt(0);
  const pieces = [...claim].filter((piece) => range.intersectsNode(piece)).map((piece) => {
    const inside = document.createRange();
    inside.selectNodeContents(piece);
    if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0) {
      inside.setStart(range.startContainer, range.startOffset);
    }
    if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) {
      inside.setEnd(range.endContainer, range.endOffset);
    }
    return inside.toString();
  });
  return pieces.join(" ").replace(/\s+/g, " ").trim();
}

// Show what is needed and go there; returns whether that is what was looked at.
export function ask(button) {
  const field = missing(button) ?? button.form.elements.note;
  field.setAttribute("aria-required", "true");
  button.form.querySelectorAll(".note-needed").forEach((asked) => (asked.hidden = asked.dataset.of !== field.name));
  field.focus();
  return field.type === "radio";
}

export function stopAsking(form) {
  form.querySelectorAll("[aria-required]").forEach((field) => field.removeAttribute("aria-required"));
  form.querySelectorAll(".note-needed").forEach((asked) => (asked.hidden = true));
}

export function read(button) {
  const { note, public_note, looked_at, means, not_borne_out, context, seen, seen_mark, asks } = button.form.elements;
  const sent = {
    verdict: button.value,
    note: note.value,
    looked_at: looked_at.value,
    context: context.value,
    public_note: public_note.value,
    seen: seen.value,
    seen_mark: seen_mark.value,
    means: means.value,
    not_borne_out: button.value === "partly" ? not_borne_out.value : "",
  };
  return asks.checked && button.value === "could_not_access" ? { ...sent, asks: asks.value } : sent;
}

export function writeBack(form, fields) {
  UNDONE.forEach((name) => (form.elements[name].value = fields[name] ?? ""));
  form.elements.asks.checked = Boolean(fields.asks);
}

// How much of a field is used, once it is nearly full.
export function countTyped(form) {
  for (const field of form.querySelectorAll("[data-most]")) {
    const counter = document.createElement("small");
    counter.className = "used";
    const show = () => {
      const most = Number(field.dataset.most);
      counter.textContent = field.value.length > 0.8 * most ? `${field.value.length} / ${most}` : "";
      counter.classList.toggle("over", field.value.length > most);
    };
    field.parentElement.querySelector(".used")?.remove();
    field.after(counter);
    field.addEventListener("input", show);
    show();
  }
}

// What is typed at a card stays in this browser until a verdict is recorded there, also when the page is left.
export function keepTyped(form, use) {
  form.addEventListener("input", () => {
    const fields = Object.fromEntries(UNDONE.map((name) => [name, form.elements[name].value]));
    const others = Object.entries(recall("typed", {})).filter(([other]) => other !== use);
    remember("typed", Object.fromEntries([...others, [use, fields]].slice(-50)));
  });
}

export function fillTyped(form, use) {
  const fields = recall("typed", {})[use];
  if (fields && !form.elements.note.value) {
    writeBack(form, fields);
  }
}

export function dropTyped(use) {
  const { [use]: _dropped, ...others } = recall("typed", {});
  remember("typed", others);
}

// Where this moderator looked and at what, for each source

export function keepForSource(source, fields) {
  for (const name of REMEMBERED) {
    const all = recall(name, {});
    delete all[source];
    if (fields[name]) {
      all[source] = fields[name];
    }
    remember(name, Object.fromEntries(Object.entries(all).slice(-200)));
  }
}

export function fillForSource(form, source) {
  for (const name of form ? REMEMBERED : []) {
    form.elements[name].value ||= recall(name, {})[source] ?? "";
  }
}
