// A fact is a line that opens: to the fields that its property takes, its date as it was read, and a source without brackets.
import { waitingSources } from "./waiting-sources.js";

const form = document.getElementById("entry");
const set = form.querySelector('[data-rows="facts"]');
const takes = JSON.parse(set.dataset.takes);
const parts = document.getElementById("fact-parts").content;
const ALWAYS = new Set(["property", "note", "citations", "disputed", "DELETE", "ORDER"]);
const PAUSE = 300;

const fieldOf = (row, name) => row.querySelector(`[name$="-${name}"]`);
const valueOf = (row, name) => fieldOf(row, name)?.value.trim() ?? "";
const lineOf = (row) => row.querySelector(".fact-line");

function words(row) {
  const property = fieldOf(row, "property");
  const count = valueOf(row, "citations").split("@").length - 1;
  return [
    property.value ? property.selectedOptions[0].textContent.trim() : "",
    ...["value", "target", "date", "place", "note"].map((name) => valueOf(row, name)),
    count ? set.dataset.sources.replace("{count}", count) : "",
    fieldOf(row, "disputed")?.checked ? set.dataset.disputed : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

// What the property does not take is hidden, unless something stands there.
function adapt(row) {
  const property = valueOf(row, "property");
  for (const box of row.querySelectorAll(":scope > .field")) {
    const input = box.querySelector("input, select, textarea");
    const name = input?.name.split("-").pop();
    const isTaken = ALWAYS.has(name) || !property || !takes[property] || takes[property].includes(name);
    box.classList.toggle("unused", !isTaken && !input.value);
  }
}

function fold(row, isFolded) {
  row.classList.toggle("folded", isFolded);
  const line = lineOf(row);
  line.textContent = words(row) || set.dataset.empty;
  line.setAttribute("aria-expanded", String(!isFolded));
}

// Whether a source has this key: in the office, or drafted with this form. Undefined where the office does not answer.
async function isSource(key) {
  if (waitingSources().some(({ id }) => id === key)) return true;
  try {
    const answer = await fetch(`${form.dataset.sources}?${new URLSearchParams({ q: key })}`);
    return (await answer.json()).results.some(({ value }) => value === key);
  } catch {
    return undefined;
  }
}

async function addSource(row, box) {
  const [key, place] = box.querySelectorAll("input");
  const cited = key.value.trim().replace(/^@/, "");
  if (!cited) {
    key.focus();
    return;
  }
  const told = box.querySelector("[role=status]");
  const isHere = await isSource(cited);
  // Typed on meanwhile.
  if (key.value.trim().replace(/^@/, "") !== cited) return;
  told.textContent = isHere ? "" : isHere === undefined ? told.dataset.away : told.dataset.none.replace("{words}", cited);
  if (!isHere) {
    key.focus();
    return;
  }
  const citations = fieldOf(row, "citations");
  const made = `[@${cited}${place.value.trim() ? `, ${place.value.trim()}` : ""}]`;
  citations.value = [citations.value.trim(), made].filter(Boolean).join(" ");
  key.value = "";
  place.value = "";
  citations.dispatchEvent(new Event("input", { bubbles: true }));
  key.focus();
}

function echo(row) {
  const date = fieldOf(row, "date");
  const told = parts.querySelector(".date-echo").cloneNode(true);
  date.closest(".field").append(told);
  let timer = 0;
  date.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const typed = date.value.trim();
      if (!typed) {
        told.textContent = "";
        return;
      }
      const query = new URLSearchParams({ date: typed, property: valueOf(row, "property") });
      const answer = await fetch(`${set.dataset.dates}?${query}`).catch(() => null);
      if (!answer?.ok || typed !== date.value.trim()) return;
      told.textContent = (await answer.json()).words;
    }, PAUSE);
  });
}

function dress(row, isOpen) {
  const line = document.createElement("button");
  line.type = "button";
  line.className = "fact-line";
  line.draggable = true;
  row.prepend(line);
  line.addEventListener("click", () => {
    fold(row, !row.classList.contains("folded"));
    if (!row.classList.contains("folded")) fieldOf(row, "property").focus();
  });
  line.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    row.querySelector(event.key === "ArrowUp" ? "[data-up]" : "[data-down]").click();
    line.focus();
  });
  line.addEventListener("dragstart", (event) => {
    event.dataTransfer.setData("text/plain", line.textContent);
    event.dataTransfer.effectAllowed = "move";
    row.classList.add("dragged");
  });
  line.addEventListener("dragend", () => row.classList.remove("dragged"));
  row.addEventListener("dragover", (event) => {
    const dragged = set.querySelector(".row.dragged");
    if (!dragged || dragged === row) return;
    event.preventDefault();
  });
  row.addEventListener("drop", (event) => {
    const dragged = set.querySelector(".row.dragged");
    if (!dragged || dragged === row) return;
    event.preventDefault();
    const rows = [...set.querySelectorAll(":scope > .row")];
    if (rows.indexOf(dragged) < rows.indexOf(row)) row.after(dragged);
    else row.before(dragged);
    set.dispatchEvent(new Event("rows-moved"));
  });
  const box = parts.querySelector(".add-source").cloneNode(true);
  fieldOf(row, "citations").closest(".field").append(box);
  box.querySelector("button").addEventListener("click", () => addSource(row, box));
  box.addEventListener("keydown", (event) => {
    // Enter in a field of the form would save it.
    if (event.key !== "Enter" || event.defaultPrevented || event.target.localName === "button") return;
    event.preventDefault();
    addSource(row, box);
  });
  echo(row);
  row.addEventListener("change", () => adapt(row));
  row.addEventListener("focusout", () => {
    line.textContent = words(row) || set.dataset.empty;
  });
  adapt(row);
  fold(row, !isOpen);
}

const rows = set.querySelectorAll(":scope > .row");
for (const row of rows) dress(row, row.classList.contains("wrong") || rows.length === 1);
form.addEventListener("row-added", (event) => {
  if (event.detail.classList.contains("row-facts")) dress(event.detail, true);
});
// A draft that this browser restored has other values.
form.addEventListener("input", (event) => {
  if (event.target !== form) return;
  for (const row of set.querySelectorAll(":scope > .row")) {
    adapt(row);
    fold(row, row.classList.contains("folded") && Boolean(valueOf(row, "property")));
  }
});
