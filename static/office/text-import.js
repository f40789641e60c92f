// Importing text: read by the server without leaving the form, then inserted at the cursor.
const form = document.getElementById("entry");
const panel = document.getElementById("import-text");
const text = form.elements.text;
const words = form.elements.import_text;
const file = form.elements.import_file;
const waiting = form.elements.new_sources;
const pasted = document.getElementById("import-text-pasted");
const status = document.getElementById("import-text-status");
const imported = document.getElementById("imported-text");
const offer = document.getElementById("import-text-offer");

// The HTML of the words in the field, as long as they are as they were pasted.
let page = { html: "", words: "" };
// The words in the text that the markup replaces, when the author accepted the offer after a paste.
let place = null;

const recordsIn = (field) => {
  try {
    const records = JSON.parse(field?.value || "[]");
    return Array.isArray(records) ? records : [];
  } catch {
    return [];
  }
};

// A page may contain its pictures as data; only their places are kept.
const withoutPictures = (html) => html.replace(/\bsrc\s*=\s*("data:[^"]*"|'data:[^']*')/gi, 'src="picture"');

function importRequest() {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.append("import_references", form.elements.import_references.value);
  body.append("new_sources", waiting.value);
  body.append("text", text.value);
  if (page.html && page.words === words.value) {
    body.append("import_page", new Blob([withoutPictures(page.html)], { type: "text/html" }));
  } else {
    body.append("import_text", words.value);
  }
  if (file.files.length) body.append("import_file", file.files[0]);
  return body;
}

async function read() {
  panel.open = true;
  status.textContent = status.dataset.busy;
  try {
    const answer = await fetch(form.dataset.importText, { method: "POST", body: importRequest(), redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      status.textContent = status.dataset.expired;
      return;
    }
    const result = await answer.json();
    // A part of the form, written by the same template as without script.
    imported.innerHTML = result.shown;
    status.textContent = answer.ok ? result.message : "";
    document.getElementById("imported-text-title")?.focus();
  } catch {
    status.textContent = status.dataset.failed;
  }
}

function empty() {
  words.value = "";
  file.value = "";
  page = { html: "", words: "" };
  place = null;
  pasted.textContent = "";
}

// Paragraphs, headings and lists need an empty line around them; a few words do not.
function blankLines(markup, from, to) {
  if (!/\n|^(#|>|\||[-*] |\d+\. )/.test(markup)) return { before: "", after: "" };
  const ahead = text.value.slice(0, from);
  const behind = text.value.slice(to);
  const gap = (lines) => "\n".repeat(Math.max(0, 2 - lines));
  return {
    before: ahead.trim() ? gap(/\n*$/.exec(ahead)[0].length) : "",
    after: behind.trim() ? gap(/^\n*/.exec(behind)[0].length) : "",
  };
}

function insert() {
  const markup = form.elements.imported_text.value.replace(/\n+$/, "");
  let [from, to] = [text.selectionEnd, text.selectionEnd];
  if (place && text.value.slice(place.from, place.from + place.words.length) === place.words) {
    [from, to] = [place.from, place.from + place.words.length];
  }
  const { before, after } = blankLines(markup, from, to);
  const first = (text.value.slice(0, from) + before).split("\n").length;
  const sources = new Map([...recordsIn(waiting), ...recordsIn(form.elements.imported_sources)].map((source) => [source.id, source]));
  waiting.value = sources.size ? JSON.stringify([...sources.values()]) : "";
  if (!form.elements.title.value.trim()) form.elements.title.value = form.elements.imported_title.value;
  form.dispatchEvent(new CustomEvent("words-wanted", { detail: { from, to, words: before + markup + after } }));
  // What needs review stays, and from now on leads to its place in the text.
  for (const link of imported.querySelectorAll("[data-imported-line]")) {
    const line = first + Number(link.dataset.importedLine) - 1;
    link.href = `#line-${line}`;
    link.textContent = `${document.getElementById("where").dataset.line} ${line}`;
    delete link.dataset.importedLine;
  }
  for (const element of imported.querySelectorAll(".field, .buttons, input")) element.remove();
  empty();
  status.textContent = status.dataset.done;
}

function discard() {
  empty();
  imported.replaceChildren();
  status.textContent = status.dataset.dropped;
  words.focus();
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function showLine(link) {
  const field = form.elements.imported_text;
  const lines = field.value.split("\n");
  const line = Math.min(Number(link.dataset.importedLine), lines.length);
  const from = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  field.focus();
  field.setSelectionRange(from, from);
  field.scrollTop = Math.max(0, (line - 4) * (field.scrollHeight / lines.length));
  field.setSelectionRange(from, from + lines[line - 1].length);
}

panel.addEventListener("click", (event) => {
  const link = event.target.closest("[data-imported-line]");
  const action = { _read_text: read, _insert: insert, _discard: discard }[event.target.closest("button")?.name];
  if (!link && !action) return;
  event.preventDefault();
  if (link) showLine(link);
  else action();
});

words.addEventListener("paste", (event) => {
  const html = event.clipboardData.getData("text/html");
  const whole = words.selectionStart === 0 && words.selectionEnd === words.value.length;
  setTimeout(() => {
    page = html && whole ? { html, words: words.value } : { html: "", words: "" };
    pasted.textContent = page.html ? pasted.dataset.formatted : "";
  });
});

words.addEventListener("input", (event) => {
  if (event.inputType === "insertFromPaste") return;
  place = null;
  if (page.html) pasted.textContent = page.words === words.value ? pasted.dataset.formatted : pasted.dataset.plain;
});

// Words pasted into the text stay as they are; reading them as markup is offered.
const FORMATTED = /<(?:h[1-6]|sup|em|i|b|strong|ul|ol|table|blockquote|a\s[^>]*href)\b/i;
const MARKED = /\[(?:\d{1,3}|[a-z]|citation needed)\]|[¹²³⁴-⁹]/i;

form.addEventListener("words-pasted", (event) => {
  const { from, words: pastedWords, html, plain } = event.detail;
  offer.hidden = true;
  offer.replaceChildren();
  if ((!FORMATTED.test(html) && !MARKED.test(plain)) || !pastedWords.trim()) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button" });
  button.textContent = offer.dataset.button;
  button.addEventListener("click", () => {
    offer.hidden = true;
    words.value = pastedWords;
    page = { html: FORMATTED.test(html) ? html : "", words: pastedWords };
    place = { from, words: pastedWords };
    read();
  });
  offer.hidden = false;
  offer.append(offer.dataset.words, button);
});
