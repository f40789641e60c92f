// The address is made from the title until the author types one; each is looked up to see whether it is free.
const form = document.getElementById("entry");
const { title, slug } = form.elements;
const status = document.getElementById("address-status");
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
  });
  if (!title.value.trim() && !slug.value.trim()) return;
  try {
    const answer = await (await fetch(`${form.dataset.address}?${parameters}`)).json();
    if (request !== lastRequest) return;
    if (!own && answer.slug) slug.value = answer.slug;
    status.textContent = answer.message;
    status.classList.toggle("in-the-way", !answer.free);
  } catch {
    status.textContent = "";
  }
}

const later = () => {
  clearTimeout(timer);
  timer = setTimeout(ask, 300);
};
slug.addEventListener("input", () => {
  own = slug.value !== "";
  later();
});
title.addEventListener("input", () => {
  if (!own) later();
});
