// The text as readers would see it, and what stands in the way of submitting it, while it is written.
const form = document.getElementById("entry");
const pane = form.querySelector(".live-preview");
const told = document.getElementById("preview-told");
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
// Links within the preview lead to its own parts; the others must not carry the writer away.
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
  const known = { facts: "#facts", record: "#record" };
  link.textContent = problem.message;
  link.href = problem.line && problem.field === "text" ? `#line-${problem.line}` : (known[problem.field] ?? `#id_${problem.field}`);
  item.append(problem.field ? link : problem.message);
  if (problem.line) {
    item.append(Object.assign(document.createElement("span"), { className: "line", textContent: ` ${problems.dataset.line} ${problem.line}` }));
  }
  return item;
}

function showProblems(found) {
  const stopping = found.filter((problem) => problem.stops && !problem.waived);
  if (!stopping.length) {
    problems.replaceChildren(Object.assign(document.createElement("p"), { textContent: problems.dataset.none }));
    return;
  }
  const list = document.createElement("ul");
  list.append(...stopping.map(entry));
  const box = document.createElement("div");
  box.className = "points";
  box.append(list);
  problems.replaceChildren(box);
}

function showErrors(errors) {
  told.replaceChildren(told.dataset.errors, " ");
  for (const error of errors.slice(0, 10)) {
    const link = Object.assign(document.createElement("a"), { href: `#${error.id}` });
    link.textContent = `${error.label ? `${error.label}: ` : ""}${error.message}`;
    told.append(link, " ");
  }
}

let turn = 0;
let timer = 0;
let last = "";

async function ask() {
  const data = new FormData(form);
  for (const [name, value] of [...data]) {
    if (value instanceof File || /^(paste|bring|brought|new_sources)/.test(name)) data.delete(name);
  }
  if (!data.get("title")?.trim()) return;
  const body = new URLSearchParams(data);
  if (body.toString() === last) return;
  last = body.toString();
  const mine = (turn += 1);
  try {
    const answer = await fetch(form.dataset.live, { method: "POST", body, redirect: "manual" });
    if (mine !== turn) return;
    pane.hidden = false;
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      told.textContent = told.dataset.expired;
      return;
    }
    const found = await answer.json();
    if (found.errors.length) {
      showErrors(found.errors);
      return;
    }
    told.textContent = "";
    // The server's sanitiser has passed it, and the page's policy runs no script in any case.
    page.innerHTML = found.top;
    const text = Object.assign(document.createElement("div"), { className: "text", innerHTML: found.body });
    page.append(text);
    text.insertAdjacentHTML("afterend", found.notes);
    size.textContent = `${found.words} ${size.dataset.words}, ${found.citations} ${size.dataset.citations}`;
    showProblems(found.problems);
  } catch {
    told.textContent = told.dataset.failed;
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, 700);
});
ask();
