// The dialog that cites: it finds the source that is named, or proposes a new one, and asks for place and quotation.
import { hurry, isLookingUp, lookUp, showProposal, stopLookingUp } from "./looking-up.js";
import { fill, form, make, post, words } from "./page.js";
import { addWaiting } from "./waiting.js";

const dialog = document.getElementById("cite");
const asked = dialog.querySelector("form");
const input = document.getElementById("cite-typed");
const list = document.getElementById("cite-choices");
const status = document.getElementById("cite-status");
const proposal = document.getElementById("cite-proposal");
const locator = document.getElementById("cite-locator");
const quotation = document.getElementById("cite-words");
const another = dialog.querySelector("[data-new]");
const WAIT = 180;
// Numbers are asked for outside once nobody types on; what was pasted at once.
const WAIT_OUTSIDE = 600;
const MIN_TYPED = 2;

let key = "";
let active = 0;
// What was pasted with its lines, which a field of one line drops.
let pasted = { shown: "", text: "" };
let timer = 0;
let last = 0;
let answered = Promise.resolve();
let looked = Promise.resolve();
let wasPasted = false;
let isEntered = false;
let names = "";
let done = () => {};

const typed = () => (pasted.text && pasted.shown === input.value ? pasted.text : input.value);
const quoted = (text) => text.trim().replace(/\s+/g, " ").replace(/(["\\])/g, "\\$1");

const tell = (error) => {
  status.textContent = error instanceof TypeError ? words.cite.failed : error.message;
};

function closeList() {
  list.hidden = true;
  list.replaceChildren();
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function mark(place) {
  const items = [...list.children];
  active = (place + items.length) % items.length;
  items.forEach((item, n) => item.setAttribute("aria-selected", String(n === active)));
  input.setAttribute("aria-activedescendant", items[active].id);
  items[active].scrollIntoView({ block: "nearest" });
}

function option(row, n) {
  const item = make("li", { id: `cite-choice-${n}` }, [row.work, row.label].filter(Boolean).join(" · "));
  item.setAttribute("role", "option");
  const more = [row.hint, row.state, row.cited].filter(Boolean).join(" · ");
  item.append(make("small", { textContent: more }));
  item.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    take(row.value, row.work || row.label);
  });
  item.take = () => take(row.value, row.work || row.label);
  return item;
}

function show({ results, proposal: proposed, locator: place, catalogues = [], number = false }) {
  list.replaceChildren(...results.map(option));
  list.hidden = !results.length;
  input.setAttribute("aria-expanded", String(results.length > 0));
  another.hidden = !results.length;
  showProposal(proposed);
  if (place && !locator.value) locator.value = place;
  status.textContent = results.length ? words.cite.found : proposed ? words.cite.proposed : "";
  if (results.length) mark(0);
  names = catalogues.join(", ");
  // Words are sent to others only when one says so, or pasted them as a whole.
  if (names && (number || wasPasted)) looked = lookUp(typed(), names, { after: wasPasted ? 0 : WAIT_OUTSIDE });
}

function take(taken, work) {
  key = taken;
  clearTimeout(timer);
  last += 1;
  stopLookingUp();
  closeList();
  showProposal("");
  another.hidden = true;
  input.value = work;
  status.textContent = fill(words.cite.chosen, { work });
  locator.focus();
}

async function ask(isNew = false) {
  clearTimeout(timer);
  timer = 0;
  const request = (last += 1);
  if (typed().trim().length < MIN_TYPED) {
    show({ results: [], proposal: "" });
    return;
  }
  const body = new FormData();
  body.append("typed", typed());
  if (isNew) body.append("new", "1");
  try {
    const { ok, told } = await post(form.dataset.cite, body);
    if (request !== last) return;
    if (ok) show(told);
    else status.textContent = told.message;
  } catch (error) {
    if (request === last) tell(error);
  }
}

// To what a person has to look at first, else to the place.
function goOn() {
  const doubtful = proposal.querySelector(".field .doubt")?.closest(".field").querySelector("input,select,textarea");
  const empty = [...proposal.querySelectorAll("input[name=title]")].find((title) => !title.value);
  (empty ?? doubtful ?? locator).focus();
}

// Waits for what is asked outside; pressed again, it goes on without.
async function enter() {
  if (timer) answered = ask();
  const isAgain = isEntered && isLookingUp();
  if (isAgain) stopLookingUp();
  isEntered = true;
  await answered;
  hurry();
  if (isLookingUp()) await looked;
  isEntered = false;
  if (!dialog.open || key) return;
  if (list.children.length) list.children[active].take();
  else if (proposal.childElementCount) goOn();
}

function showErrors(errors) {
  for (const box of proposal.querySelectorAll(".errorlist")) {
    const told = errors[box.dataset.for] ?? [];
    box.replaceChildren(...told.map((textContent) => make("li", { textContent })));
    box.hidden = !told.length;
  }
  const places = Object.keys(errors);
  const first = places.map((place) => document.getElementById(place)).find((place) => place && place.type !== "hidden");
  if (first) first.focus();
  else status.textContent = Object.values(errors).flat().join(" ");
}

// The key to cite: of what was chosen, else of the new source as it was left.
async function settled() {
  if (timer) answered = ask();
  await answered;
  if (key) return key;
  if (!proposal.childElementCount) {
    if (list.children.length) list.children[active].take();
    else status.textContent = words.cite.missing;
    if (!key) input.focus();
    return key;
  }
  stopLookingUp();
  const { ok, told } = await post(form.dataset.accept, new FormData(asked));
  if (!ok) {
    showErrors(told.errors);
    return "";
  }
  addWaiting(told.record);
  return told.record.id;
}

asked.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (asked.ariaBusy === "true") return;
  asked.ariaBusy = "true";
  try {
    const cited = await settled();
    if (!cited || !dialog.open) return;
    const parts = [`@${cited}`, locator.value.trim(), quotation.value.trim() && `"${quoted(quotation.value)}"`];
    dialog.returnValue = `[${parts.filter(Boolean).join(", ")}]`;
    dialog.close(dialog.returnValue);
  } catch (error) {
    tell(error);
  } finally {
    asked.ariaBusy = "false";
  }
});
dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close(""));
dialog.addEventListener("close", () => {
  last += 1;
  stopLookingUp();
  clearTimeout(timer);
  done(dialog.returnValue);
});

input.addEventListener("paste", (event) => {
  wasPasted = true;
  const text = event.clipboardData.getData("text/plain");
  if (!/[\r\n]/.test(text.trim())) return;
  event.preventDefault();
  input.value = text.replace(/\s+/g, " ").trim();
  pasted = { shown: input.value, text };
  input.dispatchEvent(new Event("input", { bubbles: true }));
});
input.addEventListener("input", ({ inputType }) => {
  key = "";
  if (inputType && inputType !== "insertFromPaste") wasPasted = false;
  stopLookingUp();
  closeList();
  clearTimeout(timer);
  timer = setTimeout(() => (answered = ask()), WAIT);
});
input.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter") enter();
  else if (list.hidden) return;
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") mark(active + (event.key === "ArrowDown" ? 1 : -1));
  else if (event.key === "Escape") closeList();
  else return;
  event.preventDefault();
});
another.addEventListener("click", async () => {
  await ask(true);
  goOn();
});
// Enter goes on from a list of choices, too, as it does from the fields beside it.
proposal.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.localName !== "select") return;
  event.preventDefault();
  asked.requestSubmit();
});
proposal.addEventListener("click", (event) => {
  const { cite, label, chosen, lookUp: isAsked } = event.target.closest("button")?.dataset ?? {};
  if (cite) take(cite, label);
  else if (chosen || isAsked !== undefined) looked = lookUp(typed(), names, { chosen });
});

// `whenDone` gets the citation's markup, or "" when there is none.
export function citing(whenDone) {
  done = whenDone;
  key = "";
  pasted = { shown: "", text: "" };
  wasPasted = false;
  answered = Promise.resolve();
  timer = 0;
  asked.reset();
  show({ results: [], proposal: "" });
  dialog.returnValue = "";
  dialog.showModal();
  input.focus();
}
