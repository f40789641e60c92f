// The address follows the title until somebody writes one, and is looked up as it is typed.
const form = document.getElementById("entry");
const { title, slug } = form.elements;
const told = document.getElementById("address-told");
let own = form.dataset.new !== "1" || slug.value !== "";
let timer = 0;
let turn = 0;

async function ask() {
  const mine = (turn += 1);
  const asked = new URLSearchParams({
    kind: form.dataset.kind,
    id: form.elements.id.value,
    title: title.value,
    slug: own ? slug.value : "",
  });
  if (!title.value.trim() && !slug.value.trim()) return;
  try {
    const answer = await (await fetch(`${form.dataset.address}?${asked}`)).json();
    if (mine !== turn) return;
    if (!own && answer.slug) slug.value = answer.slug;
    told.textContent = answer.message;
    told.classList.toggle("in-the-way", !answer.free);
  } catch {
    told.textContent = "";
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
