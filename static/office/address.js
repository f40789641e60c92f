// The address is made from the title until the author types one; each is looked up to see whether it is free.
const form = document.getElementById("entry");
const { title, slug, aliases } = form.elements;
const status = document.getElementById("address-status");
const reserved = document.getElementById("reserved");
let own = form.dataset.new !== "1" || slug.value !== "";
let timer = 0;
let lastRequest = 0;

async function ask() {
  const request = (lastRequest += 1);
  const parameters = new URLSearchParams({
    kind: form.dataset.kind,
    id: form.elements.id.value,
    title: title.value,
    slug: own ? slug.value : "",
    aliases: aliases?.value ?? "",
  });
  if (!title.value.trim() && !slug.value.trim()) return;
  try {
    const answer = await (await fetch(`${form.dataset.address}?${parameters}`)).json();
    if (request !== lastRequest) return;
    if (!own && answer.slug) slug.value = answer.slug;
    status.textContent = answer.message;
    status.classList.toggle("in-the-way", !answer.free);
    tellReserved(answer.reserved);
  } catch {
    status.textContent = "";
  }
}

// Said once: a screen reader reads what is new here.
function tellReserved(sentences) {
  if (sentences.join() === [...reserved.children].map((line) => line.textContent).join()) return;
  reserved.replaceChildren(
    ...sentences.map((words) => {
      const line = document.createElement("p");
      line.className = "notice";
      line.textContent = words;
      return line;
    }),
  );
}

const later = () => {
  clearTimeout(timer);
  timer = setTimeout(ask, 300);
};
slug.addEventListener("input", () => {
  own = slug.value !== "";
  later();
});
title.addEventListener("input", later);
aliases?.addEventListener("input", later);
