// A pasted reference, or the number of a work, fills the form without loading the page again.
const form = document.getElementById("entry");
const button = form.querySelector('[name="_read"]');
const status = document.getElementById("paste-status");

button.addEventListener("click", async (event) => {
  event.preventDefault();
  const body = new FormData();
  for (const name of ["paste", "csrfmiddlewaretoken"]) body.append(name, form.elements[name].value);
  const [file] = form.elements.reference.files;
  if (file) body.append("reference", file);
  status.replaceChildren();
  button.ariaBusy = "true";
  let answer;
  try {
    answer = await (await fetch(form.dataset.reference, { method: "POST", body })).json();
  } catch {
    answer = { message: "–" };
  }
  button.ariaBusy = "false";
  if (answer.message) status.append(Object.assign(document.createElement("li"), { textContent: answer.message }));
  if (!answer.fields) return;
  const keepsKey = form.dataset.new !== "1";
  const isBegun = Boolean(form.elements.title.value.trim());
  // What a source is has a value before anybody chooses one.
  const isHeld = ({ name, value }) => (name === "csl_type" ? isBegun : !["", "{}", "null"].includes(value.trim()));
  for (const [name, value] of Object.entries(answer.fields)) {
    const field = form.elements[name];
    if (!field || (name === "slug" && keepsKey) || (answer.keeps && isHeld(field))) continue;
    field.value = value;
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
  form.elements.title.focus();
});
