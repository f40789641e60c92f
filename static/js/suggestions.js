/* Titles under a search field while a word is typed: the browser's own list, filled from `data-suggest`. */
const WAIT = 150;
const SHORTEST = 2;

export function suggestions(document) {
  for (const [number, field] of document.querySelectorAll("input[data-suggest]").entries()) {
    const list = document.createElement("datalist");
    list.id = `suggestions-${number}`;
    field.after(list);
    field.setAttribute("list", list.id);
    let timer = 0;
    let asked = null;
    field.addEventListener("input", () => {
      clearTimeout(timer);
      asked?.abort();
      const words = field.value.trim();
      if (words.length < SHORTEST) return;
      timer = setTimeout(async () => {
        asked = new AbortController();
        list.replaceChildren(...(await titles(field.dataset.suggest, words, asked.signal)).map(option));
      }, WAIT);
    });
  }
}

/* No titles when the question was overtaken by the next one or the site cannot be reached. */
async function titles(address, words, signal) {
  try {
    const answer = await fetch(`${address}?q=${encodeURIComponent(words)}`, { signal });
    return answer.ok ? (await answer.json()).suggestions.map((found) => found.title) : [];
  } catch {
    return [];
  }
}

function option(title) {
  const element = document.createElement("option");
  element.value = title;
  return element;
}
