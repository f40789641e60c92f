// The new sources that are drafted when the entry is saved, also of a draft that this browser restored.
const form = document.getElementById("entry");
const box = document.getElementById("import-text-waiting");

export function waitingSources() {
  try {
    const sources = JSON.parse(form?.elements.new_sources?.value || "[]");
    return Array.isArray(sources) ? sources : [];
  } catch {
    return [];
  }
}

// Those of them whose key, title or authors have every word that is typed, as rows of a look-up.
export function waitingLike(typed) {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return waitingSources()
    .map((source) => ({ source, names: (source.author ?? source.editor ?? []).map(({ family, literal }) => family ?? literal ?? "").join(", ") }))
    .filter(({ source, names }) => {
      const words = `${source.id} ${source.title ?? ""} ${names}`.toLowerCase();
      return wanted.every((word) => words.includes(word));
    })
    .map(({ source, names }) => ({ value: source.id, label: source.title ?? source.id, hint: names, state: box?.dataset.new }));
}

function list() {
  const sources = waitingSources();
  box.hidden = !sources.length;
  box.querySelector("ul").replaceChildren(
    ...sources.map((source) => {
      const item = document.createElement("li");
      item.append(Object.assign(document.createElement("code"), { textContent: source.id }), ` ${source.title ?? ""}`);
      return item;
    }),
  );
}

if (box) form.addEventListener("input", list);
