// Comments on title, summary, facts and the whole entry, in the form: counted at their fields, reached and begun from there.
import { letterOf } from "./letters.js";

const form = document.getElementById("entry");
const fresh = document.getElementById("new-comment");
const KEY = "Mod-Alt-m";
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

const optionOf = (thread) => [...fresh.elements.on.options].find(({ value }) => value === `fact ${thread.exact}`);

// The field of a thread that is not on the text; null where it has none now.
function fieldOf(thread) {
  if (thread.part === "fact") return form.elements[`facts-${optionOf(thread)?.dataset.fact}-property`] ?? null;
  return form.elements[thread.part === "entry" ? "title" : thread.part] ?? null;
}

// As `editorial/comments/anchors.py` finds them: only as they were, and only once.
function startOf({ exact, before, after, around }, words) {
  const starts = [];
  for (let at = words.indexOf(exact); at >= 0; at = words.indexOf(exact, at + 1)) {
    const end = at + exact.length;
    if (words.slice(Math.max(0, at - around), at) === before || words.slice(end, end + around) === after) starts.push(at);
  }
  return starts.length === 1 ? starts[0] : -1;
}

// What there is to comment on, as it was saved last.
export function offer(choices) {
  const chosen = fresh.elements.on.value;
  const options = choices.map(([value, name, fact, said]) => {
    const option = new Option(name, value, false, value === chosen);
    if (fact >= 0) Object.assign(option.dataset, { fact, said });
    return option;
  });
  fresh.elements.on.replaceChildren(...options);
}

// A count at each field that is commented on; it leads to the first comment.
export function atFields(listed, section, choose) {
  for (const old of form.querySelectorAll(".at-field")) old.remove();
  const byField = new Map();
  for (const thread of listed) {
    const field = thread.part === "text" ? null : fieldOf(thread);
    if (field) byField.set(field, [...(byField.get(field) ?? []), thread]);
  }
  for (const [field, threads] of byField) {
    const words = section.dataset.count.replace("{count}", threads.length);
    const count = Object.assign(document.createElement("button"), { type: "button", className: "quiet at-field", textContent: words });
    count.addEventListener("click", () => choose(threads[0].id));
    const line = field.closest(".row")?.querySelector(".fact-line");
    if (line) line.after(count);
    else field.closest(".field").querySelector("label").after(count);
  }
}

export function goToField(thread) {
  const field = fieldOf(thread);
  if (!field) return false;
  const line = field.closest(".row.folded")?.querySelector(".fact-line");
  (line ?? field).focus();
  (line ?? field).scrollIntoView({ block: "center" });
  const at = thread.part === "title" || thread.part === "summary" ? startOf(thread, field.value) : -1;
  if (at >= 0) field.setSelectionRange(at, at + thread.exact.length);
  return true;
}

// Where the threads on this field stand, now that it was typed in.
export function placeInFields(listed, target) {
  const label = target.labels?.[0]?.firstChild?.textContent.trim();
  return listed
    .filter(({ part }) => (part === "title" || part === "summary") && target === form.elements[part])
    .map((thread) => ({ id: thread.id, where: startOf(thread, target.value) < 0 ? "" : label }));
}

export function replaceInField(thread) {
  const field = fieldOf(thread);
  const at = startOf(thread, field.value);
  if (at >= 0) field.setRangeText(thread.replacement, at, at + thread.exact.length, "end");
}

// What the caret stands in: title, summary or a fact of the saved draft.
function partAt(target) {
  const around = { before: "", after: "" };
  if (target === form.elements.title || target === form.elements.summary) {
    const [from, to] = [target.selectionStart, target.selectionEnd];
    const words = target.value.slice(from, to);
    return { on: target.name, words, before: words && target.value.slice(0, from), after: words && target.value.slice(to) };
  }
  const fact = target.closest('[data-rows="facts"] .row')?.querySelector('[name$="-property"]')?.name.match(/^facts-(\d+)-/)?.[1];
  const option = [...fresh.elements.on.options].find((one) => one.dataset.fact === fact);
  return fact && option ? { on: option.value, words: "", ...around } : { on: "entry", words: "", ...around };
}

function isOff() {
  try {
    return (JSON.parse(localStorage.getItem("stet-keys-off")) ?? []).includes(KEY);
  } catch {
    return false;
  }
}

// From anywhere on the page, also before anything has the keyboard.
document.addEventListener("keydown", (event) => {
  const isKey = (isMac ? event.metaKey : event.ctrlKey) && event.altKey && letterOf(event) === "m";
  if (!isKey || event.defaultPrevented || isOff() || event.target.closest(".surface, dialog")) return;
  event.preventDefault();
  form.dispatchEvent(new CustomEvent("comment-wanted", { detail: partAt(event.target) }));
});
const button = form.querySelector("[data-comment-on]");
if (button) button.hidden = false;
