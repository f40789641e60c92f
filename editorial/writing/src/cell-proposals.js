// Behind `[@` and `[[` in a cell of a table: the same sources and entries as in the text, in a list under the cell.
import { ask, form, make } from "./page.js";
import { CITING, LINKING, MIN_TYPED } from "./triggers.js";

const PAUSE = 150;

export function proposeIn(cell) {
  let list = null;
  let chosen = 0;
  let timer = 0;
  let last = 0;

  const close = () => {
    list?.remove();
    list = null;
    cell.removeAttribute("aria-activedescendant");
  };
  const choose = (place) => {
    const items = [...list.children];
    chosen = (place + items.length) % items.length;
    items.forEach((item, n) => item.setAttribute("aria-selected", String(n === chosen)));
    cell.setAttribute("aria-activedescendant", items[chosen].id);
  };
  const take = () => {
    const { value, isSource } = list.children[chosen].told;
    const at = cell.selectionStart;
    const before = cell.value.slice(0, at);
    const typed = (isSource ? CITING : LINKING).exec(before)[1];
    const after = cell.value.slice(at);
    const isClosed = /^[^[\]]*\]/.test(after);
    const made = isSource ? `${value}${isClosed ? "" : ", p. "}` : `${value}${isClosed ? "" : "]]"}`;
    const tail = isSource && !isClosed ? "]" : "";
    const begin = before.slice(0, before.length - typed.length) + made;
    cell.value = begin + tail + after;
    cell.setSelectionRange(begin.length, begin.length);
    close();
    cell.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  const show = (results, isSource) => {
    close();
    if (!results.length) return;
    list = make("ul", { className: "cell-proposals", id: `proposals-${cell.dataset.row}-${cell.dataset.column}` });
    list.setAttribute("role", "listbox");
    results.forEach((result, n) => {
      const item = make("li", { id: `${list.id}-${n}`, told: { value: result.value, isSource } });
      item.setAttribute("role", "option");
      item.append(result.work ? `${result.work} · ${result.label}` : result.label);
      item.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        chosen = n;
        take();
      });
      list.append(item);
    });
    cell.after(list);
    choose(0);
  };
  const look = async () => {
    const before = cell.value.slice(0, cell.selectionStart);
    const citing = CITING.exec(before);
    const typed = (citing ?? LINKING.exec(before))?.[1] ?? "";
    const request = (last += 1);
    if (typed.trim().length < MIN_TYPED) return close();
    const { results } = await ask(citing ? form.dataset.sources : form.dataset.entries, { q: typed });
    if (request === last && cell.getRootNode().activeElement === cell) show(results, Boolean(citing));
    return undefined;
  };
  cell.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  cell.addEventListener("blur", close);
  cell.addEventListener("keydown", (event) => {
    if (event.key === "]" && cell.value[cell.selectionStart] === "]" && /\[[^[\]]*@[^[\]]*$/.test(cell.value.slice(0, cell.selectionStart))) {
      event.preventDefault();
      cell.setSelectionRange(cell.selectionStart + 1, cell.selectionStart + 1);
      return;
    }
    if (!list) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter" || event.key === "Tab") take();
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}
