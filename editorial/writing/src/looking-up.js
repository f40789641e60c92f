// Asks the catalogues outside about what is proposed, while one goes on; what one typed meanwhile stays as it is.
import { fill, form, make, post, words } from "./page.js";

const proposal = document.getElementById("cite-proposal");
const status = document.getElementById("cite-status");

const touched = new Set();
let running = null;
let waiting = 0;
let start = () => {};

proposal.addEventListener("input", ({ target }) => {
  if (target.name) touched.add(target.name);
});

export const isLookingUp = () => waiting !== 0 || running !== null;

export function stopLookingUp() {
  clearTimeout(waiting);
  waiting = 0;
  running?.abort();
  running = null;
}

// Whoever presses Enter types no more.
export function hurry() {
  if (waiting) start();
}

// A proposal of something else: nobody has typed into it yet. It is a part of the page, written by a template.
export function showProposal(html) {
  touched.clear();
  proposal.innerHTML = html;
}

const fieldOf = (name) => proposal.querySelector(`.field [name="${CSS.escape(name)}"]`);

// The field as a person left it takes the place of the new one, which says what was found.
function keep(name, old) {
  const { value } = old;
  const place = old.closest(".field");
  const now = fieldOf(name);
  if (!now) {
    proposal.querySelector("fieldset").append(place);
    return;
  }
  const shown = now.selectedOptions ? now.selectedOptions[0]?.textContent : now.value;
  if (now.value && now.value !== value) {
    const told = make("strong", { className: "doubt", textContent: fill(words.cite.kept, { value: shown }) });
    place.querySelector(".help").replaceChildren(told);
  }
  now.closest(".field").replaceWith(place);
}

function replaceProposal(html) {
  const { activeElement } = document;
  const [start, end] = [activeElement.selectionStart, activeElement.selectionEnd];
  const olds = [...touched].map((name) => [name, fieldOf(name)]).filter(([, old]) => old);
  const isInside = proposal.contains(activeElement);
  proposal.innerHTML = html;
  for (const [name, old] of olds) keep(name, old);
  if (!isInside) return;
  const again = document.getElementById(activeElement.id) ?? proposal.querySelector(".field input, .field select");
  again?.focus();
  if (again === activeElement && start !== null && again.setSelectionRange) again.setSelectionRange(start, end);
}

async function ask(typed, names, chosen) {
  const controller = new AbortController();
  running = controller;
  status.textContent = fill(words.cite.asking, { names });
  const body = new FormData();
  body.append("typed", typed);
  body.append("chosen", chosen);
  try {
    const { ok, told } = await post(form.dataset.lookUp, body, controller.signal);
    if (running !== controller) return;
    if (ok) replaceProposal(told.proposal);
    status.textContent = !ok ? told.message : told.filled ? words.cite.asked : words.cite.proposed;
  } catch {
    if (running === controller) status.textContent = words.cite.unasked;
  } finally {
    if (running === controller) running = null;
  }
}

// `after` milliseconds, in which the next letter may come.
export function lookUp(typed, names, { chosen = "", after = 0 } = {}) {
  stopLookingUp();
  return new Promise((done) => {
    start = () => {
      clearTimeout(waiting);
      waiting = 0;
      ask(typed, names, chosen).then(done);
    };
    waiting = setTimeout(start, after);
  });
}
