// Comments on a page: their words are marked where they stand, another begins from a selection, and nothing reloads.
import { keepWords } from "./kept-words.js";
import { mentions } from "./mentions.js";
import { markWords, surroundings, unmark } from "./marked-words.js";
import { markPart, partOf } from "./marked-parts.js";
import { putThreads, sendComment } from "./sent-comments.js";

const section = document.querySelector(".talk");
const status = section.querySelector(".talk-status");
const list = section.querySelector(".talk-list");
const talk = document.getElementById("talk");
const root = section.dataset.marks ? document.querySelector(section.dataset.marks) : null;

const kept = keepWords(section, section.dataset.kept);
const card = (id) => document.getElementById(`thread-${id}`);

function show(threads) {
  if (!root) return;
  unmark(root);
  for (const thread of threads) {
    // A comparison shows the same words in two manners.
    const marks = thread.part !== "text" ? markPart(root, thread) : root.matches(".comparison") ? [".both", ".now"].flatMap((skipped) => markWords(root, thread, skipped)) : markWords(root, thread);
    for (const mark of marks) {
      mark.title = thread.told;
      // Read with the words, and leading to the thread, by script and for whoever hears the page.
      mark.setAttribute("aria-details", `thread-${thread.id}`);
      mark.dataset.thread = thread.id;
    }
  }
}

function choose(id) {
  for (const chosen of document.querySelectorAll(".chosen")) chosen.classList.remove("chosen");
  card(id)?.classList.add("chosen");
  const marks = root?.querySelectorAll(`mark[data-thread="${id}"]`) ?? [];
  for (const mark of marks) mark.classList.add("chosen");
  return marks[0];
}

function put(answer) {
  putThreads(section, answer);
  show(JSON.parse(answer.threads));
}

const send = (address, body) => sendComment(section, address, body);

talk.addEventListener("submit", async (event) => {
  // What was accepted stands in another revision: the page is shown anew.
  if (event.submitter?.dataset.act === "accept") return;
  event.preventDefault();
  const order = [...list.querySelectorAll(".thread")];
  const place = order.indexOf(event.submitter.closest(".thread"));
  const answer = await send(event.submitter.formAction, new FormData(talk, event.submitter));
  if (!answer) return;
  put(answer);
  kept.sent();
  (card(answer.thread) ?? [...list.querySelectorAll(".thread")][place] ?? list.closest("section").querySelector("summary"))?.focus();
});

const fresh = document.getElementById("new-comment");
fresh?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await send(fresh.action, new FormData(fresh));
  if (!answer) {
    status.scrollIntoView({ block: "nearest" });
    return;
  }
  fresh.reset();
  for (const name of ["before", "after"]) fresh.elements[name].value = "";
  fresh.closest("details").open = false;
  put(answer);
  kept.sent();
  choose(answer.thread);
  card(answer.thread)?.focus();
});
// What is pasted or typed there stands wherever it stands once.
fresh?.elements.words?.addEventListener("input", () => {
  for (const name of ["before", "after"]) fresh.elements[name].value = "";
});

section.addEventListener("keydown", (event) => {
  const isKey = event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form && !event.target.matches("button");
  if (!isKey || event.defaultPrevented || event.isComposing) return;
  event.preventDefault();
  const answer = event.target.closest(".thread")?.querySelector('[data-act="reply"]');
  if (answer) answer.click();
  else event.target.form.requestSubmit();
});

if (root) {
  const here = Object.assign(document.createElement("button"), { type: "button", className: "button talk-here", hidden: true, textContent: section.dataset.comment });
  document.body.append(here);
  let chosen = null;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const isInside = range && root.contains(range.commonAncestorContainer) && selection.toString().trim();
    here.hidden = !isInside || !fresh;
    if (!isInside) return;
    chosen = partOf(root, range, fresh) ?? { on: "text", ...surroundings(root, range) };
    const box = range.getBoundingClientRect();
    here.style.insetBlockStart = `${Math.max(4, Math.min(innerHeight - 44, box.bottom + 6))}px`;
    here.style.insetInlineStart = `${Math.max(4, Math.min(innerWidth - 220, box.left))}px`;
  });
  here.addEventListener("click", () => {
    for (const [name, words] of Object.entries(chosen)) fresh.elements[name].value = words;
    fresh.closest("details").open = true;
    here.hidden = true;
    fresh.elements.comment.focus();
  });
  root.addEventListener("click", (event) => {
    const id = event.target.closest("mark.talked")?.dataset.thread;
    if (!id || !getSelection().isCollapsed) return;
    choose(id);
    card(id)?.focus();
  });
  list.addEventListener("click", (event) => {
    if (!event.target.closest("[data-go]")) return;
    const mark = choose(event.target.closest(".thread").dataset.thread);
    if (!mark) return;
    event.preventDefault();
    mark.tabIndex = -1;
    mark.focus();
    mark.scrollIntoView({ block: "center" });
  });
  show(JSON.parse(section.dataset.threads));
}
mentions(section, section.dataset.people);
