// The picture of a page on the card: "b" shows the page before, "f" the page after. The links lead there without script.

export function turn(figure, by) {
  const number = Number(figure?.dataset.number) + by;
  if (!figure || number < 1 || number > Number(figure.dataset.count)) {
    return false;
  }
  const page = (n) => figure.dataset.page.replace(/1\/$/, `${n}/`);
  figure.dataset.number = number;
  figure.querySelector("img").src = `${page(number)}picture/`;
  figure.querySelector("[data-shown]").textContent = number;
  for (const link of figure.querySelectorAll("[data-turn]")) {
    const to = number + Number(link.dataset.turn);
    link.href = page(to);
    link.hidden = to < 1 || to > Number(figure.dataset.count);
  }
  return true;
}
