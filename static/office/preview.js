// The text as readers would see it, and what stands in the way of submitting it, while it is written.
const form = document.getElementById("entry");
const pane = form.querySelector(".live-preview");
const status = document.getElementById("preview-status");
const size = document.getElementById("preview-size");
const problems = document.getElementById("problems");
const host = document.getElementById("preview");

const inset = host.attachShadow({ mode: "open" });
const page = document.createElement("div");
page.className = "entry";
for (const address of host.dataset.styles.split(" ")) {
  inset.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: address }));
}
inset.append(page);
// Links within the preview lead to its own parts; other links open in a new tab, so that the form stays.
inset.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  const address = link.getAttribute("href") ?? "";
  if (address.startsWith("#")) inset.getElementById(decodeURIComponent(address.slice(1)))?.scrollIntoView({ block: "nearest" });
  else window.open(link.href, "_blank", "noopener");
});

function entry(problem) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const sections = { facts: "#facts", record: "#record" };
  link.textContent = problem.message;
  link.href = problem.line && problem.field === "text" ? `#line-${problem.line}` : (sections[problem.field] ?? `#id_${problem.field}`);
  item.append(problem.field ? link : problem.message);
  if (problem.line) {
    item.append(Object.assign(document.createElement("span"), { className: "line", textContent: ` ${problems.dataset.line} ${problem.line}` }));
  }
  return item;
}

function showProblems(all) {
  const stopping = all.filter((problem) => problem.stops && !problem.waived);
  if (!stopping.length) {
    problems.replaceChildren(Object.assign(document.createElement("p"), { textContent: problems.dataset.none }));
    return;
  }
  const list = document.createElement("ul");
  list.append(...stopping.map(entry));
  const box = document.createElement("div");
  box.className = "obstacles";
  box.append(list);
  problems.replaceChildren(box);
}

function showErrors(errors) {
  status.replaceChildren(status.dataset.errors, " ");
  for (const error of errors.slice(0, 10)) {
    const link = Object.assign(document.createElement("a"), { href: `#${error.id}` });
    link.textContent = `${error.label ? `${error.label}: ` : ""}${error.message}`;
    status.append(link, " ");
  }
}

let lastRequest = 0;
let timer = 0;
let lastBody = "";

async function ask() {
  const data = new FormData(form);
  for (const [name, value] of [...data]) {
    if (value instanceof File || /^(paste|import_|imported_|new_sources)/.test(name)) data.delete(name);
  }
  if (!data.get("title")?.trim()) return;
  const body = new URLSearchParams(data);
  if (body.toString() === lastBody) return;
  lastBody = body.toString();
  const request = (lastRequest += 1);
  try {
    const answer = await fetch(form.dataset.live, { method: "POST", body, redirect: "manual" });
    if (request !== lastRequest) return;
    pane.hidden = false;
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      status.textContent = status.dataset.expired;
      return;
    }
    const preview = await answer.json();
    if (preview.errors.length) {
      showErrors(preview.errors);
      return;
    }
    status.textContent = "";
    // The server's sanitiser has passed it, and the page's policy runs no script in any case.
    page.innerHTML = preview.top;
    const text = Object.assign(document.createElement("div"), { className: "text", innerHTML: preview.body });
    page.append(text);
    text.insertAdjacentHTML("afterend", preview.notes);
    size.textContent = `${preview.words} ${size.dataset.words}, ${preview.citations} ${size.dataset.citations}`;
    showProblems(preview.problems);
  } catch {
    status.textContent = status.dataset.failed;
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, 700);
});
ask();
