// What is typed is kept in this browser until the server has saved it, also across an expired session.
const form = document.getElementById("entry");
const bar = document.getElementById("draft-bar");
const state = document.getElementById("draft-state");

const key = form.dataset.new === "1" ? `stet:new:${form.dataset.kind}` : `stet:${form.elements.id.value}`;
const left_out = new Set(["csrfmiddlewaretoken", "paste"]);
let sending = false;
let timer = 0;

function typed() {
  const fields = [];
  for (const element of form.elements) {
    if (!element.name || left_out.has(element.name) || ["file", "submit", "button"].includes(element.type)) continue;
    if (["checkbox", "radio"].includes(element.type)) {
      if (element.checked) fields.push([element.name, "on"]);
    } else {
      fields.push([element.name, element.value]);
    }
  }
  return fields;
}

const words = (fields) => JSON.stringify(fields.filter(([name]) => !["id", "based_on"].includes(name)).sort());
const start = words(typed());

function keep() {
  const fields = typed();
  if (words(fields) === start && form.dataset.refused !== "1") {
    localStorage.removeItem(key);
    state.textContent = "";
    return;
  }
  try {
    localStorage.setItem(key, JSON.stringify({ id: form.elements.id.value, at: Date.now(), fields }));
    state.textContent = state.dataset.kept;
  } catch {
    // The browser gives no room: the warning on leaving is left.
    state.textContent = "";
  }
}

function restore(kept) {
  for (const [name, value] of kept.fields) {
    const [prefix, last] = name.split("-");
    if (last === "TOTAL_FORMS") {
      form.dispatchEvent(new CustomEvent("rows-wanted", { detail: { prefix, count: Number(value) } }));
    }
  }
  const checked = new Set(kept.fields.filter(([, value]) => value === "on").map(([name]) => name));
  const values = new Map(kept.fields);
  for (const element of form.elements) {
    if (!element.name || left_out.has(element.name) || element.type === "file") continue;
    if (element.type === "checkbox") element.checked = checked.has(element.name);
    else if (values.has(element.name) && !element.name.endsWith("TOTAL_FORMS")) element.value = values.get(element.name);
  }
  for (const box of form.querySelectorAll('[name$="-DELETE"]')) box.closest(".row")?.classList.toggle("gone", box.checked);
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function offer() {
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(key));
  } catch {
    localStorage.removeItem(key);
  }
  if (!kept?.fields || form.dataset.refused === "1") return;
  if (words(kept.fields) === start) {
    localStorage.removeItem(key);
    return;
  }
  const told = bar.querySelector("[data-kept]");
  told.textContent = `${told.dataset.kept} ${new Date(kept.at).toLocaleString()}.`;
  bar.hidden = false;
  bar.querySelector("[data-restore]").addEventListener("click", () => {
    restore(kept);
    bar.hidden = true;
  });
  bar.querySelector("[data-discard]").addEventListener("click", () => {
    localStorage.removeItem(key);
    bar.hidden = true;
  });
}

form.addEventListener("input", () => {
  // A kept draft that waits for an answer is not written over.
  if (!bar.hidden) return;
  clearTimeout(timer);
  timer = setTimeout(keep, 400);
});
form.addEventListener("submit", () => {
  if (bar.hidden) keep();
  sending = true;
});
addEventListener("beforeunload", (event) => {
  if (!sending && words(typed()) !== start) event.preventDefault();
});
offer();
if (form.dataset.refused === "1") keep();
