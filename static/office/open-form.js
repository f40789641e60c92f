// What is typed is kept in the office while it is typed, offered again on any machine; who else is here is told.
const form = document.getElementById("entry");
const state = document.getElementById("draft-state");
const company = document.getElementById("company");
const again = document.getElementById("sign-in-again");
const leftOut = new Set(["csrfmiddlewaretoken", "paste", "tab"]);
const PAUSE = 1500;
const BEAT = 15000;
// When the office cannot be reached, it is asked again after this time.
const RETRY = 10000;

form.elements.tab.value ||= crypto.randomUUID();
const tab = form.elements.tab.value;

// What was typed in this very tab before it was loaded anew is offered; what another tab shows now is not.
const TABS = "stet-tabs";
const before = (sessionStorage.getItem(TABS) ?? "").split(" ");
for (const offer of document.querySelectorAll(".kept-form[hidden]")) {
  if (before.includes(offer.dataset.tab)) offer.hidden = false;
}
sessionStorage.setItem(TABS, [...before.slice(-50), tab].join(" "));

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

// Half of a pair of surrogates is no character, and nothing keeps it.
const wellFormed = (words) => words.toWellFormed?.() ?? words;
const words = () => JSON.stringify(typed().map(([name, value]) => [name, wellFormed(value)]));

let last = words();
let timer = 0;
let isLeaving = false;
let isSending = false;
let isSaving = false;
let sending = Promise.resolve();

function tell({ others, newer }) {
  company.textContent = [...others, newer].filter(Boolean).join(" ");
}

async function send(fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries({
    csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
    tab,
    document: form.elements.id.value,
    kind: form.dataset.kind,
    title: form.elements.title.value,
    based_on: form.elements.based_on.value,
    fields: fields ?? "",
  })) {
    body.append(name, value);
  }
  const answer = await fetch(form.dataset.keep, { method: "POST", body, redirect: "manual" });
  if (answer.type === "opaqueredirect" || answer.status === 403) {
    if (!again.open) again.showModal();
    return false;
  }
  if (!answer.ok) return false;
  tell(await answer.json());
  return true;
}

// One request at a time: an older one that comes late would overwrite the newer.
async function keep() {
  const fields = words();
  if (fields === last || isLeaving || isSaving || isSending) return;
  isSending = true;
  sending = send(fields).catch(() => false);
  const isKept = await sending;
  isSending = false;
  if (isKept) {
    last = fields;
    form.dispatchEvent(new CustomEvent("kept-in-office", { detail: fields }));
    state.textContent = state.dataset.office.replace("{time}", new Date().toLocaleTimeString([], { timeStyle: "short" }));
  } else {
    state.textContent = state.dataset.kept;
  }
  clearTimeout(timer);
  // This browser keeps it meanwhile.
  if (words() !== last && !again.open) timer = setTimeout(keep, isKept ? PAUSE : RETRY);
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(keep, PAUSE);
});
form.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  isLeaving = true;
  clearTimeout(timer);
});
form.addEventListener("saving-in-place", ({ detail }) => {
  isSaving = true;
  detail.push(sending);
});
form.addEventListener("done-saving", () => {
  isSaving = false;
  keep();
});
form.addEventListener("saved-in-place", ({ detail }) => {
  // Saving has closed what was kept of this tab; what was typed since is kept anew.
  last = detail.isSame ? words() : "";
});
form.addEventListener("sign-in-needed", () => {
  if (!again.open) again.showModal();
});
setInterval(() => {
  if (!document.hidden && !isLeaving && !isSending && !again.open) send(null).catch(() => {});
}, BEAT);
send(null).catch(() => {});

// Signing in again, in a window of its own: the form gets the new token, and nothing typed is lost.
async function refresh() {
  const answer = await fetch(again.dataset.token, { redirect: "manual" }).catch(() => null);
  if (!answer?.ok) return;
  const { token, user } = await answer.json();
  if (String(user) !== form.dataset.user) {
    again.querySelector("[data-other]").hidden = false;
    return;
  }
  for (const input of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) input.value = token;
  again.close();
  keep();
}

again.querySelector("[data-sign-in]").addEventListener("click", (event) => {
  event.preventDefault();
  window.open(event.target.href, "sign-in-again", "width=480,height=640");
  const asking = setInterval(() => {
    if (again.open) refresh();
    else clearInterval(asking);
  }, 2000);
});
again.addEventListener("close", () => form.elements.title.focus());
