/* Titles under a search field while a word is typed: the browser's own list, filled from `data-suggest`. */
const WAIT = 150;
const MIN_LENGTH = 2;

export function suggestions(document) {
  for (const [number, field] of document.querySelectorAll("input[data-suggest]").entries()) {
    const list = document.createElement("datalist");
    list.id = `suggestions-${number}`;
    field.after(list);
    field.setAttribute("list", list.id);
    let timer = 0;
    let request = null;
    field.addEventListener("input", () => {
      clearTimeout(timer);
      request?.abort();
      const words = field.value.trim();
      if (words.length < MIN_LENGTH) return;
      timer = setTimeout(async () => {
        request = new AbortController();
        list.replaceChildren(...(await titles(field.dataset.suggest, words, request.signal)).map(option));
      }, WAIT);
    });
  }
}

/* No titles if a newer request has replaced this one or the site cannot be reached. */
async function titles(address, words, signal) {
  try {
    const answer = await fetch(`${address}?q=${encodeURIComponent(words)}`, { signal });
    return answer.ok ? (await answer.json()).suggestions.map((suggestion) => suggestion.title) : [];
  } catch {
    return [];
  }
}

function option(title) {
  const element = document.createElement("option");
  element.value = title;
  return element;
}
