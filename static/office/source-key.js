// A source's key is made from its record, and the sources that may be the same work are told, while one types.
const form = document.getElementById("entry");
const { slug, title } = form.elements;
const likely = document.getElementById("likely-sources");
const isNew = form.dataset.new === "1";
let timer = 0;
let lastRequest = 0;

async function ask() {
  if (!title.value.trim()) return;
  const request = (lastRequest += 1);
  const body = new FormData();
  for (const { name, value } of form.elements) {
    if (/^csl_|^(title|id|csrfmiddlewaretoken)$/.test(name)) body.append(name, value);
  }
  try {
    const answer = await fetch(form.dataset.sourceKey, { method: "POST", body, redirect: "manual" });
    const told = await answer.json();
    if (request !== lastRequest) return;
    if (isNew) slug.value = told.slug;
    // A part of the page, written by a template.
    likely.innerHTML = told.likely;
    likely.hidden = !told.likely;
  } catch {
    likely.hidden = true;
  }
}

form.addEventListener("input", (event) => {
  if (event.target !== form && event.target !== title && !event.target.name?.startsWith("csl_")) return;
  clearTimeout(timer);
  timer = setTimeout(ask, 300);
});
if (isNew) ask();
