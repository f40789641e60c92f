// "@" and a few letters propose the names of who may be told; without script they are typed.
const PAUSE = 150;

export function mentions(section, address) {
  let timer = 0;
  let box = null;
  let area = null;

  const close = () => {
    box?.remove();
    box = null;
    area?.removeAttribute("aria-activedescendant");
  };
  const options = () => [...(box?.children ?? [])];
  const typed = () => /@([\p{L}\p{N}\p{M}._-]*(?: [\p{L}\p{M}]*)?)$/u.exec(area.value.slice(0, area.selectionStart));
  const select = (option) => {
    for (const other of options()) other.setAttribute("aria-selected", String(other === option));
    area.setAttribute("aria-activedescendant", option.id);
  };
  const take = (option) => {
    const match = typed();
    if (match) area.setRangeText(`@${option.textContent} `, match.index, area.selectionStart, "end");
    close();
    area.focus();
  };

  async function propose() {
    const match = typed();
    if (!match) return close();
    const answer = await fetch(`${address}?${new URLSearchParams({ q: match[1] })}`).catch(() => null);
    if (!answer?.ok || !typed() || typed()[1] !== match[1]) return undefined;
    const { results } = await answer.json();
    close();
    if (!results.length) return undefined;
    box = Object.assign(document.createElement("ul"), { className: "mention-list", id: "mention-list" });
    box.setAttribute("role", "listbox");
    box.append(
      ...results.map((name, n) => {
        const option = Object.assign(document.createElement("li"), { id: `mention-${n}`, textContent: name });
        option.setAttribute("role", "option");
        // Before the field loses the focus.
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(option);
        });
        return option;
      }),
    );
    area.after(box);
    area.setAttribute("aria-controls", box.id);
    select(box.firstChild);
    return undefined;
  }

  section.addEventListener("input", (event) => {
    if (!event.target.matches("[data-mentions]")) return;
    area = event.target;
    clearTimeout(timer);
    timer = setTimeout(propose, PAUSE);
  });
  section.addEventListener("keydown", (event) => {
    if (!box || event.target !== area) return;
    const all = options();
    const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) select(all[(at + step + all.length) % all.length]);
    else if (event.key === "Enter" || event.key === "Tab") take(all[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  section.addEventListener("focusout", (event) => {
    if (event.target === area) setTimeout(close, PAUSE);
  });
}
