/*
 * Entries under a search field while one types, as an ARIA combobox: the arrows go through them, choosing one leads to
 * it, Enter without a choice searches, Escape closes them. The options are links, so that a mouse and a finger do with
 * them what they do with links. Their style sheet is fetched with the first focus.
 */
const WAIT = 150;
const MIN_LENGTH = 2;

export function suggestions(document) {
  for (const [number, field] of document.querySelectorAll("input[data-suggest]").entries()) combobox(document, field, number);
}

function combobox(document, field, number) {
  // No heading's words make an address with an underscore.
  const id = `id_suggestions_${number}`;
  const list = made(document, "div", { className: "suggestions", id, hidden: true });
  const status = made(document, "div", { className: "visually-hidden" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0].textContent);
  status.setAttribute("role", "status");
  field.after(list, status);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", id);
  const answers = new Map();
  let timer = 0;
  let request = null;
  let chosen = -1;

  const choose = (place) => {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = place;
    const option = list.children[place];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  };
  const show = (isShown) => {
    list.hidden = !isShown;
    field.setAttribute("aria-expanded", String(isShown));
    choose(-1);
  };
  const close = () => {
    clearTimeout(timer);
    request?.abort();
    show(false);
  };
  const ask = async (words) => {
    request = new AbortController();
    const { signal } = request;
    const answer = answers.get(words) ?? (await fetched(field.dataset.suggest, words, signal));
    if (signal.aborted || !answer) return;
    answers.set(words, answer);
    list.replaceChildren(...answer.suggestions.map((entry, place) => option(document, entry, `${id}_${place}`)));
    show(list.children.length > 0);
    status.textContent = answer.told;
  };

  show(false);
  field.addEventListener("focus", () => styled(document), { once: true });
  field.addEventListener("input", () => {
    close();
    status.textContent = "";
    const words = field.value.trim();
    if (words.length < MIN_LENGTH) list.replaceChildren();
    else timer = setTimeout(() => ask(words), WAIT);
  });
  field.addEventListener("blur", close);
  // The field keeps the focus while an option is pressed.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", () => show(false));
  field.addEventListener("keydown", (event) => {
    // An input method is still putting words together, or the keys mean something else.
    if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const place = placeAfter(event.key, chosen, list.children.length - 1);
    if (place !== null) {
      if (list.hidden) show(true);
      choose(place);
    } else if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "Enter" && chosen >= 0) list.children[chosen].click();
    else return;
    event.preventDefault();
  });
}

/* Which option a key leads to, -1 for none of them; null where it leads to none. Between last and first is the field. */
function placeAfter(key, chosen, last) {
  if (last < 0) return null;
  if (key === "ArrowDown") return chosen < last ? chosen + 1 : -1;
  if (key === "ArrowUp") return chosen < 0 ? last : chosen - 1;
  // Without a choice these two go through the words.
  if (chosen >= 0 && key === "Home") return 0;
  if (chosen >= 0 && key === "End") return last;
  return null;
}

/* Nothing if a newer request has replaced this one or the site cannot be reached. */
async function fetched(address, words, signal) {
  try {
    const answer = await fetch(`${address}?q=${encodeURIComponent(words)}`, { signal });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

function option(document, entry, id) {
  const link = made(document, "a", { id, href: entry.path, tabIndex: -1 });
  link.setAttribute("role", "option");
  link.setAttribute("aria-selected", "false");
  const told = [entry.label, entry.years].filter(Boolean).join(" · ");
  const portrait = entry.picture ? made(document, "img", { src: entry.picture, alt: "", width: 40, height: 40 }) : made(document, "span");
  if (entry.focus) portrait.style.objectPosition = entry.focus.replace(/\d+/g, "$&%");
  link.append(
    portrait,
    made(document, "span", { textContent: entry.title, dir: "auto" }),
    made(document, "span", { className: "kind", textContent: told }),
  );
  return link;
}

function styled(document) {
  const marked = document.querySelector("[data-suggestions-sheet]");
  if (!marked || document.querySelector(`link[href="${marked.dataset.suggestionsSheet}"]`)) return;
  document.head.append(made(document, "link", { rel: "stylesheet", href: marked.dataset.suggestionsSheet }));
}

function made(document, name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}
