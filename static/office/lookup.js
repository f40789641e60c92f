// Fields that complete what is typed: entries, sources, tags, people, and the keys within citations.
// The pattern is WAI-ARIA's combobox with a list: arrow keys choose, Enter inserts, Escape closes.
import { waitingLike } from "./waiting-sources.js";

const form = document.getElementById("entry") ?? document.querySelector("form[data-tags]");
let count = 0;

// Which part of the field is looked up, and what replaces it.
const lookups = {
  entries: { address: form.dataset.entries, part: (text) => [0, text] },
  sources: { address: form.dataset.sources, part: (text) => [0, text.replace(/^@/, "")] },
  people: { address: form.dataset.people, part: (text) => [0, text] },
  tags: {
    address: form.dataset.tags,
    part: (text) => {
      const from = text.lastIndexOf(",") + 1;
      return [from, text.slice(from).trim()];
    },
    put: (before, value) => `${before}${before ? " " : ""}${value}`,
  },
  citations: {
    address: form.dataset.sources,
    part: (text) => {
      const from = text.lastIndexOf("@") + 1;
      const key = text.slice(from);
      return from && !/[\s,;\]]/.test(key) ? [from, key] : [0, ""];
    },
  },
};

function complete(input) {
  const lookup = lookups[input.dataset.lookup];
  if (!lookup || input.dataset.ready) return;
  input.dataset.ready = "1";
  const list = document.createElement("ul");
  list.className = "choices-list";
  list.id = `choices-${(count += 1)}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels?.[0]?.textContent ?? "");
  list.hidden = true;
  input.after(list);
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-expanded", "false"],
    ["aria-controls", list.id],
  ]) {
    input.setAttribute(name, value);
  }
  let chosen = -1;
  let timer = 0;
  let lastRequest = 0;

  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (place) => {
    const items = [...list.children];
    chosen = (place + items.length) % items.length;
    items.forEach((item, n) => item.setAttribute("aria-selected", String(n === chosen)));
    input.setAttribute("aria-activedescendant", items[chosen].id);
    items[chosen].scrollIntoView({ block: "nearest" });
  };
  // Other fields of the same row, by the last part of their names.
  const fillRow = (values) => {
    for (const [name, value] of Object.entries(values)) {
      const field = form.elements[input.name.replace(/[^-]+$/, name)];
      if (field) field.value = value;
    }
  };
  const insert = (item) => {
    const end = input.dataset.lookup === "citations" ? input.selectionStart : input.value.length;
    const [from] = lookup.part(input.value.slice(0, end));
    const before = input.value.slice(0, from);
    const value = item.dataset.value;
    input.value = (lookup.put ?? ((a, b) => a + b))(before, value) + input.value.slice(end);
    fillRow(JSON.parse(item.dataset.row));
    input.dispatchEvent(new Event("input", { bubbles: true }));
    close();
    input.focus();
  };
  // Below its field, wherever that stands in its row.
  const stand = () => {
    Object.assign(list.style, { top: "0", left: "0" });
    const [field, here] = [input.getBoundingClientRect(), list.getBoundingClientRect()];
    const left = Math.min(field.left, document.documentElement.clientWidth - here.width - 4);
    Object.assign(list.style, { top: `${field.bottom - here.top}px`, left: `${left - here.left}px` });
  };
  const show = (results) => {
    list.replaceChildren(
      ...results.map((result, n) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${n}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.dataset.value = result.value;
        item.dataset.row = JSON.stringify(result.row ?? {});
        item.append(result.label);
        const more = [result.work, result.hint, result.kind, result.state].filter(Boolean).join(" · ");
        if (more) item.append(Object.assign(document.createElement("small"), { textContent: more }));
        item.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          insert(item);
        });
        return item;
      }),
    );
    list.hidden = !results.length;
    stand();
    input.setAttribute("aria-expanded", String(results.length > 0));
    chosen = -1;
    // A source is one that is here: Enter takes the first. Other words may be new.
    if (results.length && ["sources", "citations"].includes(input.dataset.lookup)) choose(0);
  };
  const ask = async () => {
    const end = input.dataset.lookup === "citations" ? input.selectionStart : input.value.length;
    const [, part] = lookup.part(input.value.slice(0, end));
    const request = (lastRequest += 1);
    if (part.length < 2) return close();
    try {
      const answer = await fetch(`${lookup.address}?${new URLSearchParams({ q: part })}`);
      const { results } = await answer.json();
      const waiting = lookup.address === form.dataset.sources ? waitingLike(part) : [];
      const isHere = new Set(waiting.map(({ value }) => value));
      const all = [...waiting, ...results.filter(({ value }) => !isHere.has(value))];
      if (request === lastRequest && document.activeElement === input) show(all);
    } catch {
      close();
    }
    return undefined;
  };
  input.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    clearTimeout(timer);
    timer = setTimeout(ask, 180);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    else if (event.key === "Enter" && chosen >= 0) insert(list.children[chosen]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

for (const input of document.querySelectorAll("[data-lookup]")) complete(input);
form.addEventListener("row-added", (event) => {
  for (const input of event.detail.querySelectorAll("[data-lookup]")) complete(input);
});
