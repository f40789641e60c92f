// What is typed in a form of the office and not sent stays in this browser, each person's own, and stands there again
// when the page is opened anew.
import { recall, remember } from "../desk/browser-storage.js";

const KEPT = "kept-words";
const SENT = "stet-words-sent";
const MAX_KEPT = 50;
const NOT_TYPED = new Set(["csrfmiddlewaretoken", "next", "based_on", "sentence"]);

const fieldsOf = (root) => [...root.querySelectorAll("textarea, select, input:not([type=submit], [type=file])")].filter(({ name }) => !NOT_TYPED.has(name));
const nameOf = (field) => field.id || field.name;
const valueOf = (field) => (field.type === "checkbox" ? field.checked : field.value);

/* What the page came with, whatever was typed before this script stood. */
function cameWith(field) {
  if (field.type === "checkbox") return field.defaultChecked;
  if (field.tagName !== "SELECT") return field.defaultValue;
  return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? "";
}

function put(field, value) {
  if (field.type === "checkbox") field.checked = value;
  else field.value = value;
}

function store(name, typed) {
  const others = Object.entries(recall(KEPT, {})).filter(([other]) => other !== name);
  const all = Object.keys(typed).length ? [...others, [name, typed]] : others;
  remember(KEPT, Object.fromEntries(all.slice(-MAX_KEPT)));
}

/* `isRestored`: whether anything stands there now that the page came without. `sent` is called when all was sent. */
export function keepWords(root, name) {
  const start = new Map(fieldsOf(root).map((field) => [nameOf(field), cameWith(field)]));
  let earlier = recall(KEPT, {})[name] ?? {};
  let isRestored = false;

  const keep = () => {
    // What was refused comes back as it was typed: it is still not sent.
    const typed = fieldsOf(root).filter((field) => nameOf(field) in earlier || valueOf(field) !== (start.get(nameOf(field)) ?? ""));
    store(name, Object.fromEntries(typed.map((field) => [nameOf(field), valueOf(field)])));
  };
  const forget = () => {
    earlier = {};
    keep();
  };

  for (const field of fieldsOf(root)) {
    const words = earlier[nameOf(field)];
    // Words that were typed while the page was still loading are newer than the kept ones.
    if (valueOf(field) !== start.get(nameOf(field))) continue;
    if (words === undefined || words === valueOf(field)) continue;
    put(field, words);
    isRestored = true;
    const fold = field.closest("details");
    if (fold) fold.open = true;
  }
  root.addEventListener("input", keep);
  keep();
  return {
    isRestored,
    sent: forget,
    discard() {
      for (const field of fieldsOf(root)) put(field, start.get(nameOf(field)) ?? "");
      forget();
    },
  };
}

// A form that is sent as a page: what was typed is forgotten once the page after it has come from there.
function forgetSent() {
  const [name, from] = JSON.parse(sessionStorage.getItem(SENT) ?? "[]");
  sessionStorage.removeItem(SENT);
  if (!name || document.querySelector(`[data-keep-words="${CSS.escape(name)}"]`)) return;
  if (document.referrer && new URL(document.referrer).pathname === from) store(name, {});
}

forgetSent();
for (const form of document.querySelectorAll("form[data-keep-words]")) {
  const { keepWords: name } = form.dataset;
  const kept = keepWords(form, name);
  form.addEventListener("submit", () => sessionStorage.setItem(SENT, JSON.stringify([name, location.pathname])));
  const told = form.querySelector("[data-restored]");
  if (!told || !kept.isRestored) continue;
  told.hidden = false;
  told.querySelector("button").addEventListener("click", () => {
    kept.discard();
    told.hidden = true;
  });
}
