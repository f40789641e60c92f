// What is typed is stored in this browser until the server has saved it, even if the session expires.
const form = document.getElementById("entry");
const bar = document.getElementById("draft-bar");
const state = document.getElementById("draft-state");

// Of this person, and of this entry: another person at this browser is offered nothing, and two tabs are two.
const mine = `stet:${form.dataset.user}:`;
const ofEntry = `${mine}${form.dataset.kind}:${form.elements.id.value}`;
const key = `${ofEntry}:${form.elements.tab.value}`;
// At a new entry, what was kept of another new one of its kind; before 0.2, keys named no person and no tab.
const offered = newest(ofEntry, () => true).concat(form.dataset.new === "1" ? [...newest(`${mine}${form.dataset.kind}:`, (draft) => draft.isNew), `stet:new:${form.dataset.kind}`] : []).find((name) => localStorage.getItem(name));

function newest(started, isMeant) {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(started) && name !== key);
  return names.filter((name) => isMeant(stored(name) ?? {})).sort((one, other) => stored(other).at - stored(one).at);
}

function stored(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    localStorage.removeItem(name);
    return null;
  }
}

const leftOut = new Set(["csrfmiddlewaretoken", "paste", "tab"]);
// Names that fields had in 0.1.0: what a browser kept before the upgrade is restored all the same.
const renamed = new Map([
  ["bring", "import_text"],
  ["bring_references", "import_references"],
  ["brought", "imported_text"],
  ["brought_title", "imported_title"],
  ["brought_sources", "imported_sources"],
]);
let sending = false;
let timer = 0;

function typed() {
  const fields = [];
  for (const element of form.elements) {
    if (!element.name || leftOut.has(element.name) || ["file", "submit", "button"].includes(element.type)) continue;
    if (["checkbox", "radio"].includes(element.type)) {
      if (element.checked) fields.push([element.name, "on"]);
    } else {
      fields.push([element.name, element.value]);
    }
  }
  return fields;
}

const words = (fields) => JSON.stringify(fields.filter(([name]) => !["id", "based_on"].includes(name)).sort());
let start = words(typed());

function keep() {
  const fields = typed();
  if (words(fields) === start && form.dataset.refused !== "1") {
    localStorage.removeItem(key);
    if (state.textContent === state.dataset.kept) state.textContent = "";
    return;
  }
  try {
    localStorage.setItem(key, JSON.stringify({ id: form.elements.id.value, isNew: form.dataset.new === "1", at: Date.now(), fields }));
    state.textContent = state.dataset.kept;
  } catch {
    // The browser's storage is full: the warning on leaving the page remains.
    state.textContent = "";
  }
}

function restore(draft) {
  for (const [name, value] of draft.fields) {
    const [prefix, last] = name.split("-");
    if (last === "TOTAL_FORMS") {
      form.dispatchEvent(new CustomEvent("rows-wanted", { detail: { prefix, count: Number(value) } }));
    }
  }
  const checked = new Set(draft.fields.filter(([, value]) => value === "on").map(([name]) => name));
  const values = new Map(draft.fields);
  for (const element of form.elements) {
    if (!element.name || leftOut.has(element.name) || element.type === "file") continue;
    if (element.type === "checkbox") element.checked = checked.has(element.name);
    else if (values.has(element.name) && !element.name.endsWith("TOTAL_FORMS")) element.value = values.get(element.name);
  }
  for (const box of form.querySelectorAll('[name$="-DELETE"]')) box.closest(".row")?.classList.toggle("gone", box.checked);
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

// As the site writes its dates: "30 November 2026, 20:57".
function dated(at, timeZone) {
  const format = { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: timeZone || undefined };
  const parts = new Intl.DateTimeFormat(document.documentElement.lang || "en", format).formatToParts(at);
  const { day, month, year, hour, minute } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${day} ${month} ${year}, ${hour}:${minute}`;
}

function offer() {
  const draft = offered && stored(offered);
  if (!draft?.fields || form.dataset.refused === "1") return;
  draft.fields = draft.fields.map(([name, value]) => [renamed.get(name) ?? name, value]);
  if (words(draft.fields) === start) {
    localStorage.removeItem(offered);
    return;
  }
  const message = bar.querySelector("[data-kept]");
  const values = new Map(draft.fields);
  const told = { time: dated(draft.at, message.dataset.zone), title: values.get("title") ?? "", words: (values.get("text") ?? "").split(/\s+/).filter(Boolean).length };
  message.textContent = message.dataset.kept.replace(/\{(\w+)\}/g, (_, name) => told[name]);
  // The newest first, wherever it is kept.
  [...document.querySelectorAll(".kept-form")].find(({ dataset }) => Date.parse(dataset.at) < draft.at)?.before(bar);
  bar.hidden = false;
  bar.querySelector("[data-restore]").addEventListener("click", () => {
    restore(draft);
    localStorage.removeItem(offered);
    bar.hidden = true;
    keep();
  });
  bar.querySelector("[data-discard]").addEventListener("click", () => {
    localStorage.removeItem(offered);
    bar.hidden = true;
  });
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(keep, 400);
});
form.addEventListener("submit", (event) => {
  keep();
  sending = !event.defaultPrevented;
});
form.addEventListener("saved-in-place", ({ detail }) => {
  if (!detail.isSame) {
    keep();
    return;
  }
  localStorage.removeItem(key);
  start = words(typed());
});
addEventListener("beforeunload", (event) => {
  if (!sending && words(typed()) !== start) event.preventDefault();
});
// What the office keeps need not stay in this browser.
form.addEventListener("kept-in-office", ({ detail }) => {
  if (JSON.stringify(stored(key)?.fields) === detail) localStorage.removeItem(key);
});
offer();
if (form.dataset.refused === "1") keep();
