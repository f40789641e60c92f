// The text as readers would see it, while it is written: it follows the caret, and a click in it moves the caret.
import { waiting } from "./waiting.js";
import { tokens } from "./positions.js";
import { counted } from "../../../static/office/counted.js";
import { fill, form, make } from "./page.js";

const pane = form.querySelector(".live-preview");
const status = document.getElementById("preview-status");
const size = document.getElementById("preview-size");
const problems = document.getElementById("problems");
const host = document.getElementById("preview");
const PAUSE = 700;
// A turn that took long is not asked for more often than the server can answer.
const SHARE = 3;
const BLOCKS = "p, li, h2, h3, h4, h5, h6, td, th, figcaption";
// Enough words to know a paragraph by.
const MAX_WORDS = 12;

const inset = host.attachShadow({ mode: "open" });
const page = make("div", { className: "entry" });
for (const address of host.dataset.styles.split(" ")) {
  inset.append(make("link", { rel: "stylesheet", href: address }));
}
inset.append(page);

const wordsOf = (typed) => tokens(typed).map(({ word }) => word);

// Links within the preview lead to its own parts; other links open in a new tab, so that the form stays.
inset.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) {
    const block = event.target.closest(BLOCKS);
    const text = block && (block.querySelector(".claim") ? spoken(block) : block.textContent);
    if (text) form.dispatchEvent(new CustomEvent("preview-clicked", { detail: wordsOf(text).slice(0, MAX_WORDS).join(" ") }));
    return;
  }
  event.preventDefault();
  const address = link.getAttribute("href") ?? "";
  if (address.startsWith("#")) inset.getElementById(decodeURIComponent(address.slice(1)))?.scrollIntoView({ block: "nearest" });
  else window.open(link.href, "_blank", "noopener");
});

// The words of a block without its markers.
function spoken(block) {
  const copy = block.cloneNode(true);
  for (const marker of copy.querySelectorAll("sup, .refs")) marker.remove();
  return copy.textContent;
}

let blocks = null;

// Shows the block that has these words, where the pane does not show it yet.
export function follow(typed) {
  const wanted = wordsOf(typed);
  if (!wanted.length || pane.hidden) return;
  blocks ??= [...page.querySelectorAll(BLOCKS)].map((element) => [element, ` ${wordsOf(spoken(element)).join(" ")} `]);
  for (let length = Math.min(MAX_WORDS, wanted.length); length > 0; length -= 3) {
    const run = ` ${wanted.slice(0, length).join(" ")} `;
    const [element] = blocks.find(([, text]) => text.includes(run)) ?? [];
    if (element) {
      scrollTo(element);
      return;
    }
  }
}

function scrollTo(element) {
  const scroller = host.closest(".live");
  const outer = scroller.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  if (scroller.scrollHeight <= scroller.clientHeight) return;
  if (inner.top > outer.top + 40 && inner.bottom < outer.bottom - 20) return;
  scroller.scrollTop += inner.top - outer.top - scroller.clientHeight / 3;
}

function entry(problem) {
  const item = make("li");
  const sections = { facts: "#facts", record: "#record" };
  const link = make("a", { textContent: problem.message });
  link.href = problem.line && problem.field === "text" ? `#line-${problem.line}` : (sections[problem.field] ?? `#id_${problem.field}`);
  item.append(problem.field ? link : problem.message);
  if (problem.line) item.append(make("span", { className: "line", textContent: ` ${problems.dataset.line} ${problem.line}` }));
  return item;
}

function showProblems(all) {
  const stopping = all.filter((problem) => problem.stops && !problem.waived);
  if (!stopping.length) {
    problems.replaceChildren(make("p", { textContent: problems.dataset.none }));
    return;
  }
  problems.replaceChildren(make("div", { className: "obstacles" }, make("ul", {}, ...stopping.map(entry))));
}

function showErrors(errors) {
  status.replaceChildren(status.dataset.errors, " ");
  for (const error of errors.slice(0, 10)) {
    const link = make("a", { href: `#${error.id}` }, `${error.label ? `${error.label}: ` : ""}${error.message}`);
    status.append(link, " ");
  }
}

let lastRequest = 0;
let timer = 0;
let lastBody = "";
let took = 0;

async function ask() {
  const data = new FormData(form);
  for (const [name, value] of [...data]) {
    if (value instanceof File || /^(paste|import_|imported_)/.test(name)) data.delete(name);
  }
  if (!data.get("title")?.trim()) return;
  const text = data.get("text");
  data.set("new_sources", JSON.stringify(waiting().filter(({ id }) => text.includes(`@${id}`))));
  const body = new URLSearchParams(data);
  if (body.toString() === lastBody) return;
  lastBody = body.toString();
  const request = (lastRequest += 1);
  const started = performance.now();
  try {
    const answer = await fetch(form.dataset.live, { method: "POST", body, redirect: "manual" });
    if (request !== lastRequest) return;
    pane.hidden = false;
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      status.textContent = status.dataset.expired;
      return;
    }
    const preview = await answer.json();
    took = performance.now() - started;
    if (preview.errors.length) {
      showErrors(preview.errors);
      return;
    }
    status.textContent = "";
    // The server's sanitiser has passed it, and the page's policy runs no script in any case.
    Object.assign(page, { lang: preview.lang, dir: preview.dir });
    page.innerHTML = preview.top;
    const text = make("div", { className: "text", innerHTML: preview.body });
    page.append(text);
    text.insertAdjacentHTML("afterend", preview.notes);
    blocks = null;
    size.textContent = fill(size.dataset.size, {
      words: counted(size.dataset.words, preview.words),
      citations: counted(size.dataset.citations, preview.citations),
    });
    showProblems(preview.problems);
    form.dispatchEvent(new CustomEvent("previewed", { detail: { preview, text: data.get("text"), body } }));
  } catch {
    status.textContent = status.dataset.failed;
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, Math.max(PAUSE, SHARE * took));
});

// Three widths, and the other scheme of colours: of the preview alone.
const dark = [...document.styleSheets]
  .flatMap((sheet) => [...sheet.cssRules])
  .filter((rule) => rule instanceof CSSMediaRule && rule.conditionText.includes("prefers-color-scheme: dark"))
  .flatMap((rule) => [...rule.cssRules])
  .filter((rule) => rule.selectorText === ":root");
const light = [...document.styleSheets]
  .flatMap((sheet) => [...sheet.cssRules])
  .filter((rule) => rule.selectorText === ":root" && rule.style.getPropertyValue("--paper"));

function paint(rules) {
  for (const { style } of rules) {
    for (const name of style) if (name.startsWith("--")) host.style.setProperty(name, style.getPropertyValue(name));
  }
}

pane.querySelector(".preview-choices").addEventListener("change", (event) => {
  const { name, value } = event.target;
  if (name === "preview_width") {
    host.style.setProperty("--preview-width", value ? `${value}px` : "auto");
    host.style.zoom = value ? Math.min(1, host.parentElement.clientWidth / Number(value)) : "";
  } else {
    host.style.colorScheme = value;
    paint(value === "dark" ? dark : light);
  }
});

export const start = () => ask();
