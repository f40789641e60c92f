// "Choose from the library" beside the file of a picture: a dialog that searches, a page at a time. Without this script
// the row has a field that takes a picture's code, title or file name.
import { counted } from "./counted.js";

const form = document.getElementById("entry");
const dialog = document.getElementById("library");
const words = document.getElementById("library-words");
const choices = document.getElementById("library-choices");
const status = document.getElementById("library-status");
const more = dialog?.querySelector("[data-more]");
let row = null;
let next = 0;
let asked = 0;
let timer = 0;

function option(picture) {
  const item = document.createElement("li");
  const button = Object.assign(document.createElement("button"), { type: "button" });
  const said = [picture.credit, picture.licence].filter(Boolean).join(" · ");
  button.append(
    Object.assign(document.createElement("img"), { src: picture.small, alt: "", loading: "lazy" }),
    Object.assign(document.createElement("span"), { className: "title", textContent: picture.title }),
    " ",
    Object.assign(document.createElement("span"), { className: "facts", textContent: said }),
  );
  button.addEventListener("click", () => take(picture));
  item.append(button);
  return item;
}

function take(picture) {
  dialog.close();
  const message = dialog.dataset.filled.replace("{title}", picture.title);
  row.dispatchEvent(new CustomEvent("picture-chosen", { bubbles: true, detail: { ...picture, message } }));
  row.querySelector('[name$="-alt"]').focus();
}

// The pictures of a page behind those that are shown, or in their place.
async function ask(page) {
  const own = (asked += 1);
  try {
    const query = new URLSearchParams({ q: words.value, page });
    const answer = await fetch(`${dialog.dataset.address}?${query}`);
    if (!answer.ok) throw new Error(answer.status);
    const { results, next: following, count } = await answer.json();
    if (own !== asked) return false;
    if (page === 1) choices.replaceChildren();
    choices.append(...results.map(option));
    next = following;
    more.hidden = !next;
    status.textContent = count ? counted(dialog.dataset.count, count) : dialog.dataset.none;
    return true;
  } catch {
    if (own === asked) status.textContent = dialog.dataset.failed;
    return false;
  }
}

function open(of) {
  row = of;
  words.value = "";
  choices.replaceChildren();
  dialog.showModal();
  words.focus();
  ask(1);
}

function offer(of) {
  const field = of.querySelector(".field-chosen");
  if (!field || field.classList.contains("by-button")) return;
  field.classList.add("by-button");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: dialog.dataset.button });
  button.addEventListener("click", () => open(of));
  field.append(button);
}

// By the arrow keys through the pictures, whose rows are as long as the window allows.
function move(key) {
  const buttons = [...choices.querySelectorAll("button")];
  const place = buttons.indexOf(document.activeElement);
  if (place < 0) {
    if (key === "ArrowDown") buttons[0]?.focus();
    return key === "ArrowDown" && buttons.length > 0;
  }
  const top = buttons[0].offsetTop;
  const wide = buttons.filter((button) => button.offsetTop === top).length;
  const to = place + { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -wide, ArrowDown: wide }[key];
  if (to < 0) words.focus();
  else (buttons[to] ?? buttons.at(-1)).focus();
  return true;
}

if (form && dialog) {
  for (const of of form.querySelectorAll(".row-pictures")) offer(of);
  form.addEventListener("row-added", (event) => offer(event.detail));
  words.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask(1), 200);
  });
  dialog.addEventListener("keydown", async (event) => {
    if (event.key === "Enter" && event.target === words) {
      event.preventDefault();
      clearTimeout(timer);
      // What is typed counts, even before its pictures are there.
      if (await ask(1)) choices.querySelector("button")?.click();
    } else if (event.key.startsWith("Arrow") && (event.target !== words || event.key === "ArrowDown") && move(event.key)) {
      event.preventDefault();
    }
  });
  more.addEventListener("click", async () => {
    const count = choices.children.length;
    if (await ask(next)) choices.children[count]?.querySelector("button").focus();
  });
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
}
