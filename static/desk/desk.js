// The desk with one key for each verdict: the next citation is shown at once, the verdict is recorded a moment later.
// Without this script every card is a form that leads to the next.

import { listen } from "./keys.js";
import { waitWhenLeaving } from "./leaving.js";
import { NextCitation } from "./next-citation.js";
import { Pending } from "./pending-verdicts.js";
import { Refused } from "./refused-verdicts.js";
import * as showing from "./announcements.js";
import { turn } from "./page-turning.js";
import * as verdict from "./verdict-fields.js";

const { fill, say, words } = showing;

const place = document.getElementById("desk-card");
const nextForm = document.getElementById("desk-next");

let chosen = null;
let moving = false;

const token = () => nextForm.elements.csrfmiddlewaretoken.value;
const card = () => place.querySelector(".card");
const next = new NextCitation(nextForm, token, showing.answersSoFar);
const isOpen = () => card()?.hasAttribute("data-open") ?? false;
const form = () => place.querySelector("form.verdict");

// What was refused stays until it is recorded or dismissed, whichever page of the desk is open.
const refused = new Refused(words.user, showing.complain);

const pending = new Pending(words.user, token, {
  recorded(entry, data) {
    showing.setProgress(data);
    showAround();
  },
  refused(entry, data) {
    showing.setProgress(data);
    refused.keep({ ...entry, error: data.error });
    showAround();
  },
  offline: () => showing.complain(words.wordsOffline),
  loggedOut: () => showing.complain(words.wordsLogin),
});

function showAround() {
  showing.showProgress(card()?.dataset.manuscript, (manuscript) => pending.verdicts(manuscript));
  showing.offerUndo(pending.last);
}

function leavePage() {
  pending.flush();
  next.release();
}

function show(data) {
  showing.sayEntry(data.manuscript === card()?.dataset.manuscript ? "" : data.of);
  place.innerHTML = data.html;
  showing.setProgress(data, data.asked);
  history.replaceState(null, "", data.url);
  document.title = data.title;
  nextForm.elements.near.value = data.manuscript;
  nextForm.elements.left.value = isOpen() ? card().dataset.use : "";
  const entry = document.querySelector("[data-desk=entry]");
  entry.href = data.entry;
  entry.textContent = data.of;
  settle();
  card().querySelector("h1").focus();
}

async function fetchCard(address) {
  const asked = showing.answersSoFar();
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  return { ...(await answer.json()), asked };
}

// The page may have been made before the verdict was recorded that was on its way when the page before it was left.
async function askProgress() {
  try {
    const data = await fetchCard(card().dataset.fragment);
    showing.setProgress(data, data.asked);
    showAround();
  } catch {
    // The counts stay as the page came with them, until the next verdict is recorded.
  }
}

function settle() {
  chosen = null;
  showAround();
  if (form()) {
    verdict.fillTyped(form(), card().dataset.use);
    verdict.keepTyped(form(), card().dataset.use);
    refused.writeBack(card().dataset.use, form());
    verdict.fillForSource(form(), card().dataset.source);
    verdict.countTyped(form());
  }
  if (isOpen()) {
    next.fetchAhead([...pending.uses, card().dataset.use]);
  }
}

function finish(data) {
  place.replaceChildren();
  const notice = document.createElement("p");
  notice.className = "notice done";
  notice.tabIndex = -1;
  notice.textContent = `${words.wordsDone} `;
  const link = document.createElement("a");
  link.href = data.url;
  link.textContent = words.wordsContinue;
  notice.append(link);
  place.append(notice);
  nextForm.hidden = true;
  showAround();
  notice.focus();
}

async function showNext(label) {
  moving = true;
  let data;
  try {
    data = await next.take(pending.uses);
  } catch {
    pending.flush();
    showing.complain(words.wordsOffline);
    return;
  } finally {
    moving = false;
  }
  const verdict = fill(words.wordsRecorded, { verdict: label });
  if (data.done) {
    finish(data);
    say(verdict, words.wordsDone);
  } else {
    show(data);
    say(verdict, showing.otherEntry(), fill(words.wordsNext, { title: data.title }), showing.progressInWords());
    nextForm.querySelector("button").textContent = words.wordsAnother;
    document.getElementById("desk-next-help").hidden = false;
  }
}

// Verdicts

function judge(button) {
  if (moving) {
    return;
  }
  verdict.takeMarkedWords(button, place.querySelectorAll(".claim-side mark"));
  if (verdict.missing(button)) {
    choose(button);
  } else {
    record(button);
  }
}

function choose(button) {
  dropChoice();
  chosen = button;
  button.setAttribute("aria-pressed", "true");
  say(button.dataset.label, verdict.ask(button) ? words.wordsMeans : words.wordsNote);
}

function dropChoice() {
  chosen?.removeAttribute("aria-pressed");
  if (chosen?.form) {
    verdict.stopAsking(chosen.form);
  }
  chosen = null;
}

function record(button) {
  const { use, manuscript, url, title, source } = card().dataset;
  const fields = verdict.read(button);
  verdict.keepForSource(source, fields);
  const fragment = card().dataset.fragment;
  const label = button.dataset.label;
  pending.add({ address: button.form.action, card: url, fragment, use, manuscript, title, label, fields });
  refused.drop(use);
  verdict.dropTyped(use);
  showAround();
  showNext(label);
}

async function undo() {
  if (moving) {
    return;
  }
  const entry = pending.undo();
  if (!entry) {
    return;
  }
  moving = true;
  try {
    const data = await fetchCard(entry.fragment ?? entry.card);
    nextForm.hidden = false;
    show(data);
    verdict.writeBack(form(), entry.fields);
    verdict.countTyped(form());
    say(words.wordsUndone, data.title);
  } catch {
    location.assign(entry.card);
  } finally {
    moving = false;
  }
  showAround();
}

// Mouse and keyboard

place.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.target.matches("form.verdict") && button?.dataset.key) {
    event.preventDefault();
    judge(button);
  }
});

place.addEventListener("keydown", (event) => {
  if (!event.target.matches("form.verdict textarea, form.verdict input")) {
    return;
  }
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    if (chosen && !verdict.missing(chosen)) {
      event.preventDefault();
      record(chosen);
    } else if (chosen) {
      event.preventDefault();
      choose(chosen);
    } else if (event.target.matches("input")) {
      event.preventDefault();
    }
  } else if (event.key === "Escape") {
    if (chosen) {
      chosen.form.elements.note.value = "";
    }
    dropChoice();
    card().querySelector("h1").focus();
  }
});

place.addEventListener("click", (event) => {
  const link = event.target.closest("[data-turn]");
  if (link && !event.ctrlKey && !event.metaKey && turn(link.closest("figure"), Number(link.dataset.turn))) {
    event.preventDefault();
  }
});

waitWhenLeaving(pending);

showing.onUndo(undo);

listen(document.getElementById("desk-keys"), (key) => {
  if (key === "u" && showing.undoOffered()) {
    undo();
    return true;
  }
  if (key === "b" || key === "f") {
    return turn(place.querySelector("figure.page-picture"), key === "b" ? -1 : 1);
  }
  const asks = place.querySelector(`form.verdict input[type=checkbox][data-key="${CSS.escape(key)}"]`);
  if (asks) {
    asks.checked = !asks.checked;
    return true;
  }
  const means = place.querySelector(`form.verdict input[data-key="${CSS.escape(key)}"]:enabled`);
  if (means) {
    means.checked = true;
    if (chosen && !verdict.missing(chosen)) {
      record(chosen);
    }
    return true;
  }
  const button = place.querySelector(`form.verdict button[data-key="${CSS.escape(key)}"]`);
  if (button) {
    judge(button);
  }
  return Boolean(button);
});

addEventListener("pagehide", leavePage);
document.addEventListener("visibilitychange", () => document.hidden && pending.flush());

const first = card();
if (first) {
  showing.startProgress(first.dataset.manuscript);
}
refused.resume();
pending.resume().then(() => pending.hasNews && askProgress());
settle();
