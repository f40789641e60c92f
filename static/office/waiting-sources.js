// The new sources that are drafted when the entry is saved, also of a draft that this browser restored.
const form = document.getElementById("entry");
const box = document.getElementById("import-text-waiting");

function list() {
  let sources = [];
  try {
    sources = JSON.parse(form.elements.new_sources.value || "[]");
  } catch {
    sources = [];
  }
  if (!Array.isArray(sources)) sources = [];
  box.hidden = !sources.length;
  box.querySelector("ul").replaceChildren(
    ...sources.map((source) => {
      const item = document.createElement("li");
      item.append(Object.assign(document.createElement("code"), { textContent: source.id }), ` ${source.title ?? ""}`);
      return item;
    }),
  );
}

form.addEventListener("input", list);
