// Lists: one box that chooses every row of the page.
for (const box of document.querySelectorAll("[data-all]")) {
  const rows = () => document.querySelectorAll(`input[name="${box.dataset.all}"]`);
  box.hidden = false;
  box.addEventListener("change", () => {
    for (const row of rows()) row.checked = box.checked;
  });
}
