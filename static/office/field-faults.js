// What is wrong with a value stands beside its field while one writes; saving keeps it as it was typed all the same.
const form = document.getElementById("entry");

function place(list, field, box) {
  const label = [...box.children].find((child) => child.localName === "label");
  if (label) label.after(list);
  else box.prepend(list);
  field.setAttribute("aria-invalid", "true");
}

form.addEventListener("previewed", (event) => {
  const told = new Map();
  for (const problem of event.detail.preview.problems) {
    if (problem.id) told.set(problem.id, [...(told.get(problem.id) ?? []), problem]);
  }
  for (const list of form.querySelectorAll(".field > .errorlist")) {
    const field = document.getElementById(list.id.replace(/_error$/, ""));
    if (!field || told.has(field.id)) continue;
    list.closest(".field").classList.remove("wrong");
    field.removeAttribute("aria-invalid");
    list.remove();
  }
  for (const [id, problems] of told) {
    const field = document.getElementById(id);
    const box = field?.closest(".field");
    // What one is typing now is not finished yet; the date says beside it how it is read.
    if (!box || field === document.activeElement) continue;
    const list = document.getElementById(`${id}_error`) ?? document.createElement("ul");
    list.id = `${id}_error`;
    list.className = "errorlist";
    list.replaceChildren(...problems.map(({ message }) => Object.assign(document.createElement("li"), { textContent: message })));
    if (!list.isConnected) place(list, field, box);
    box.classList.add("wrong");
  }
});
