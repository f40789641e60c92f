// Rows of facts, authors and pictures: add, remove and move them. Without this script the rows have a checkbox for
// removal and a number for their place, and each time the form is saved it gets one more empty row.
const form = document.getElementById("entry");

const live = (set) => [...set.querySelectorAll(":scope > .row:not(.gone)")];
const total = (set) => form.elements[`${set.dataset.rows}-TOTAL_FORMS`];

// Most entries have no pictures and one author: their rows are folded until somebody needs them.
function unfold(element) {
  element?.closest("details.fold")?.setAttribute("open", "");
}

function number(set) {
  live(set).forEach((row, place) => {
    const order = row.querySelector('[name$="-ORDER"]');
    if (order && order.value !== String(place + 1)) order.value = place + 1;
  });
}

function changed() {
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function wire(set, row) {
  row.classList.add("by-script");
  const buttons = row.querySelector(".row-buttons");
  buttons.hidden = false;
  buttons.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const rows = live(set);
    const place = rows.indexOf(row);
    if ("remove" in button.dataset) {
      row.querySelector('[name$="-DELETE"]').checked = true;
      row.classList.add("gone");
      (rows[place + 1] ?? rows[place - 1])?.querySelector("select, input:not([type=hidden])")?.focus();
      if (rows.length === 1) set.querySelector(".add-row").focus();
    } else if ("up" in button.dataset && place > 0) {
      rows[place - 1].before(row);
      button.focus();
    } else if ("down" in button.dataset && place < rows.length - 1) {
      rows[place + 1].after(row);
      button.focus();
    }
    number(set);
    changed();
  });
  if (row.querySelector('[name$="-DELETE"]')?.checked) row.classList.add("gone");
}

function add(set) {
  const count = total(set);
  if (Number(count.value) >= Number(set.dataset.most)) return null;
  const fragment = set.querySelector("template").content.cloneNode(true);
  const row = fragment.querySelector(".row");
  for (const element of row.querySelectorAll("*")) {
    for (const name of ["id", "name", "for", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value?.includes("__prefix__")) element.setAttribute(name, value.replaceAll("__prefix__", count.value));
    }
  }
  count.value = Number(count.value) + 1;
  set.querySelector(".add-row").before(row);
  wire(set, row);
  number(set);
  form.dispatchEvent(new CustomEvent("row-added", { detail: row }));
  return row;
}

for (const set of form?.querySelectorAll("[data-rows]") ?? []) {
  for (const row of live(set)) wire(set, row);
  set.addEventListener("rows-moved", () => {
    number(set);
    changed();
  });
  const button = set.querySelector(".add-row");
  button.hidden = false;
  button.addEventListener("click", () => {
    add(set)?.querySelector("select, input:not([type=hidden]), textarea")?.focus();
    changed();
  });
}

// Another module needs `count` rows of `prefix`, to restore a stored draft.
form?.addEventListener("rows-wanted", (event) => {
  const set = form.querySelector(`[data-rows="${event.detail.prefix}"]`);
  unfold(set);
  while (set && Number(total(set).value) < event.detail.count && add(set));
});

// What the library says of a picture is filled in; over what was typed only where another picture was chosen.
function put(row, picture) {
  const field = (name) => row.querySelector(`[name$="-${name}"]`);
  const isOther = field("digest").value && field("digest").value !== picture.digest;
  field("digest").value = picture.digest;
  field("focus").value = picture.focus;
  for (const part of ["credit", "licence"]) {
    if (picture[part] && (isOther || !field(part).value)) field(part).value = picture[part];
  }
  if (!field("name").value) field("name").value = freeName(picture.title);
  let thumb = row.querySelector(".thumb");
  if (!thumb) {
    thumb = Object.assign(document.createElement("img"), { className: "thumb", alt: "", width: 96 });
    row.prepend(thumb);
  }
  thumb.src = picture.small;
  let told = row.querySelector(".from-library");
  if (!told) {
    told = Object.assign(document.createElement("p"), { className: "help from-library" });
    told.setAttribute("role", "status");
    field("file").after(told);
  }
  told.textContent = picture.message;
  changed();
}

form?.addEventListener("picture-chosen", (event) => put(event.target, event.detail));

// A name for the text that no other picture of the entry has, made of a title or of a file's name.
function freeName(words) {
  const taken = new Set([...form.querySelectorAll('[name^="pictures-"][name$="-name"]')].map((input) => input.value));
  const plain = words.replace(/\.\w+$/, "").normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const stem = plain.slice(0, 60).replace(/^-|-$/g, "") || "picture";
  let name = stem;
  for (let n = 2; taken.has(name); n += 1) name = `${stem}-${n}`;
  return name;
}

// Pictures are uploaded as soon as they are chosen, so that a stored draft does not lose them. True when it was stored.
async function upload(row, file) {
  const body = new FormData();
  body.append("file", file);
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const input = row.querySelector('input[type="file"]');
  input.closest(".field").querySelector(".errorlist")?.remove();
  const answer = await (await fetch(form.dataset.upload, { method: "POST", body })).json();
  if (answer.digest) {
    put(row, answer);
  } else {
    const errors = document.createElement("ul");
    errors.className = "errorlist";
    errors.append(Object.assign(document.createElement("li"), { textContent: answer.message }));
    input.before(errors);
  }
  input.value = "";
  return Boolean(answer.digest);
}

form?.addEventListener("change", (event) => {
  const input = event.target;
  if (input.type !== "file" || !input.files.length || !input.closest(".row")) return;
  // Where it cannot be stored now, the file goes with the form instead.
  upload(input.closest(".row"), input.files[0]).catch(() => {});
});

// A picture that was dropped or pasted into the text becomes a row, named after its file, with an alternative text to write.
form?.addEventListener("picture-wanted", async (event) => {
  const { file, placed } = event.detail;
  const set = form.querySelector('[data-rows="pictures"]');
  unfold(set);
  const empty = live(set).find((row) => !row.querySelector('[name$="-digest"]').value && !row.querySelector('[name$="-name"]').value);
  const row = empty ?? add(set);
  if (!row) return;
  const name = freeName(file.name);
  row.querySelector('[name$="-name"]').value = name;
  if (await upload(row, file).catch(() => false)) placed(name);
});

// A link to a field that is folded away.
function unfoldTarget() {
  unfold(document.getElementById(location.hash.slice(1)));
}

addEventListener("hashchange", unfoldTarget);
unfoldTarget();
