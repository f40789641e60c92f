// Comments on a citation, written and answered on its card. Cards come and go, so everything is asked of the one shown.
import { mentions } from "../office/mentions.js";
import { putThreads, sendComment } from "../office/sent-comments.js";
import { recall, remember } from "./browser-storage.js";
import { listen } from "./keys.js";

const place = document.getElementById("desk-card");
const KEPT = `comments-${document.getElementById("desk").dataset.user}`;
const MAX_KEPT = 50;
const section = () => place.querySelector(".talk");
const use = () => place.querySelector(".card")?.dataset.use;
const threadOf = (element) => element.closest(".thread");

// What is typed and not sent stays in this browser, also while other citations are looked at.
function keep() {
  const typed = [...section().querySelectorAll("textarea")].map(({ id, value }) => [id, value]).filter(([, words]) => words.trim());
  const others = Object.entries(recall(KEPT, {})).filter(([other]) => other !== use());
  const kept = typed.length ? [...others, [use(), Object.fromEntries(typed)]] : others;
  remember(KEPT, Object.fromEntries(kept.slice(-MAX_KEPT)));
}

function settle() {
  if (!section()) return;
  mentions(section(), section().dataset.people);
  for (const [id, words] of Object.entries(recall(KEPT, {})[use()] ?? {})) {
    const area = section().querySelector(`#${CSS.escape(id)}`);
    if (!area || area.value) continue;
    area.value = words;
    const fold = area.closest("details");
    if (fold) fold.open = true;
  }
}

// Where the keys of the verdicts are.
const toCard = () => place.querySelector(".card h1").focus({ preventScroll: true });
const isTalk = (form) => form.matches("#talk, #new-comment") && place.contains(form);

place.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!isTalk(form)) return;
  event.preventDefault();
  const [here, card, button] = [section(), use(), event.submitter];
  const body = new FormData(form, button);
  body.set("of", here.dataset.of);
  const answer = await sendComment(here, button?.hasAttribute("formaction") ? button.formAction : form.action, body);
  // Meanwhile another citation may be shown.
  if (!answer || use() !== card) return;
  if (form.id === "new-comment") {
    form.reset();
    form.closest("details").open = false;
  }
  putThreads(here, answer);
  keep();
  toCard();
  document.getElementById(`thread-${answer.thread}`)?.scrollIntoView({ block: "center" });
});

place.addEventListener("input", ({ target }) => {
  if (target.closest(".talk")) keep();
});

place.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest(".talk") && !event.defaultPrevented && !event.isComposing) {
    event.preventDefault();
    toCard();
    return;
  }
  const area = event.target.closest(".talk textarea");
  if (!area || event.defaultPrevented || event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    const answer = threadOf(area)?.querySelector('[data-act="reply"]');
    if (answer) answer.click();
    else area.form.requestSubmit();
  }
});

// To the first thread's answer, or to a comment of one's own where there is none.
function talk() {
  const area = section()?.querySelector(".thread textarea") ?? section()?.querySelector("#new-comment textarea");
  if (!area) return false;
  const fold = area.closest("details");
  if (fold) fold.open = true;
  area.focus();
  // The verdict sticks to the lower end of the window.
  area.scrollIntoView({ block: "center" });
  return true;
}

const toggle = document.getElementById("desk-keys");
if (toggle) listen(toggle, (key) => key === "t" && talk());
new MutationObserver(settle).observe(place, { childList: true });
settle();
