// Comments beside the text that one writes: their list, what is done in it by keys, and another begun from what is selected.
import { atFields, goToField, offer, placeInFields, replaceInField } from "./comment-fields.js";
import { letterOf } from "./letters.js";
import { mentions } from "./mentions.js";

const form = document.getElementById("entry");
const section = document.querySelector(".talk");
const status = section.querySelector(".talk-status");
const list = section.querySelector(".talk-list");
const talk = document.getElementById("talk");
const dialog = document.getElementById("comment");
const fresh = document.getElementById("new-comment");
const KEYS = { a: "accept", r: "refuse", s: "resolve" };

let listed = JSON.parse(section.dataset.threads);
const cards = () => [...list.querySelectorAll(".thread")];
const card = (id) => document.getElementById(`thread-${id}`);
const tell = (name, detail) => form.dispatchEvent(new CustomEvent(name, { detail }));
const ofText = () => listed.filter(({ part }) => part === "text");
const threadOf = (id) => listed.find((thread) => thread.id === id);

async function ask(address, body) {
  const options = body ? { method: "POST", body } : {};
  const headers = { Accept: "application/json", "X-In-Form": "1" };
  try {
    const answer = await fetch(address, { ...options, headers, redirect: "manual" });
    if (answer.type === "opaqueredirect" || !answer.headers.get("Content-Type")?.includes("json")) {
      tell("sign-in-needed");
      return { error: section.dataset.expired };
    }
    return await answer.json();
  } catch {
    return { error: section.dataset.failed };
  }
}

// What is being typed in other answers stays.
function put(answer) {
  const typed = new Map([...list.querySelectorAll("textarea")].map((area) => [area.id, area.value]));
  typed.delete(`comment-${answer.thread}`);
  list.innerHTML = answer.html;
  for (const [id, words] of typed) {
    const area = document.getElementById(id);
    if (area) area.value = words;
  }
  section.querySelector("h2 .count").textContent = answer.open;
  if (answer.message) status.textContent = answer.message;
  listed = JSON.parse(answer.threads);
  offer(answer.choices);
  showThreads();
}

function showThreads() {
  tell("threads-shown", ofText());
  atFields(listed, section, choose);
}

// To its words: in the text, or in another field.
function goTo(id) {
  const thread = threadOf(id);
  if (thread && thread.part !== "text" && goToField(thread)) return;
  tell("thread-wanted", id);
}

function choose(id) {
  for (const other of cards()) other.classList.toggle("chosen", other === card(id));
  card(id)?.focus();
  card(id)?.scrollIntoView({ block: "nearest" });
}

// What is typed is saved first, so that a suggestion is accepted into what stands here.
function saved() {
  return new Promise((resolve) => {
    form.addEventListener("done-saving", resolve, { once: true });
    form.requestSubmit(form.querySelector('button[name="_continue"]'));
  });
}

async function accept(thread, button) {
  const { part, replacement } = threadOf(thread) ?? {};
  await saved();
  const base = Number(form.elements.based_on.value);
  const answer = await ask(button.formAction, new FormData(talk, button));
  if (answer.error) return answer;
  if (answer.revision !== base + 1) {
    // A colleague saved in between: the newest is shown.
    location.reload();
    return answer;
  }
  if (part === "text") tell("words-accepted", { id: thread, replacement });
  else replaceInField(threadOf(thread));
  form.elements.based_on.value = answer.revision;
  tell("saved-in-place", { isSame: true });
  return answer;
}

talk.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = event.submitter;
  const thread = button.closest(".thread").dataset.thread;
  const place = cards().indexOf(card(thread));
  status.textContent = "";
  const body = new FormData(talk, button);
  const answer = await (button.dataset.act === "accept" ? accept(thread, button) : ask(button.formAction, body));
  if (answer.error) {
    status.textContent = answer.error;
    return;
  }
  put(answer);
  const next = card(thread) ?? cards()[Math.min(place, cards().length - 1)];
  if (next) choose(next.dataset.thread);
  else tell("thread-wanted", "");
});

list.addEventListener("keydown", (event) => {
  const here = event.target.closest(".thread");
  if (event.key === "Escape" && here) {
    event.preventDefault();
    goTo(here.dataset.thread);
  }
  // Single keys work on the comment itself, not where one types or presses a button.
  if (event.target !== here || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = letterOf(event);
  const step = { j: 1, k: -1 }[key];
  if (step) {
    const all = cards();
    choose(all[(all.indexOf(here) + step + all.length) % all.length].dataset.thread);
  } else if (key === "enter") here.querySelector("textarea")?.focus();
  else if (KEYS[key]) here.querySelector(`[data-act="${KEYS[key]}"]`)?.click();
  else return;
  event.preventDefault();
});
list.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
    event.preventDefault();
    event.stopPropagation();
    event.target.closest(".answer").querySelector('[data-act="reply"]').click();
  }
});
list.addEventListener("click", (event) => {
  const link = event.target.closest("[data-go]");
  if (!link) return;
  event.preventDefault();
  goTo(link.closest(".thread").dataset.thread);
});

form.addEventListener("thread-chosen", ({ detail: { id, isClicked } }) => {
  if (!isClicked) choose(id);
  else for (const other of cards()) other.classList.toggle("chosen", other === card(id));
});
// Where each stands in what is typed now; what is gone says so.
function place(id, where, gone = section.dataset.gone) {
  const about = card(id)?.querySelector(".about");
  if (!about) return;
  card(id).classList.toggle("orphaned", !where);
  if (where) {
    const link = about.querySelector("a") ?? Object.assign(document.createElement("a"), { href: "#" });
    link.dataset.go = "";
    link.textContent = where;
    about.replaceChildren(link);
  } else {
    about.replaceChildren(Object.assign(document.createElement("strong"), { className: "gone", textContent: gone }));
  }
}
form.addEventListener("threads-placed", ({ detail }) => {
  const lines = new Map(detail.map(({ id, line }) => [id, section.dataset.line.replace("{line}", line)]));
  for (const { id } of ofText()) place(id, lines.get(id));
});
form.addEventListener("input", ({ target }) => {
  for (const { id, where } of placeInFields(listed, target)) place(id, where, section.dataset.goneThere);
});
form.addEventListener("saved-in-place", async () => {
  const answer = await ask(section.dataset.address);
  if (!answer.error && !list.contains(document.activeElement)) put(answer);
});

let from = null;
form.addEventListener("comment-wanted", ({ detail }) => {
  from = document.activeElement;
  fresh.elements.on.value = "text";
  for (const [name, words] of Object.entries(detail)) fresh.elements[name].value = words;
  fresh.querySelector(".new-status").textContent = "";
  dialog.showModal();
  const on = fresh.elements.on.value;
  fresh.elements[detail.words || on !== "text" ? "comment" : "words"].focus();
});
section.querySelector("[data-comment-on]").addEventListener("click", () => tell("comment-wanted", { on: "entry", words: "", before: "", after: "" }));
fresh.elements.words.addEventListener("input", () => {
  for (const name of ["before", "after"]) fresh.elements[name].value = "";
});
fresh.elements.suggests.addEventListener("change", ({ target }) => {
  if (!target.checked) return;
  fresh.elements.replacement.value ||= fresh.elements.words.value;
  fresh.elements.replacement.focus();
});
fresh.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => {
  if (from?.closest(".surface, .toolbar")) tell("thread-wanted", "");
  else from?.focus();
});
fresh.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await ask(fresh.action, new FormData(fresh));
  if (answer.error) {
    fresh.querySelector(".new-status").textContent = answer.error;
    return;
  }
  fresh.reset();
  dialog.close();
  put(answer);
});
fresh.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  fresh.requestSubmit();
});

section.querySelector(".talk-keys").hidden = !listed.length;
mentions(section, section.dataset.people);
mentions(dialog, section.dataset.people);
// Whichever module comes first.
form.addEventListener("surface-ready", showThreads);
showThreads();
