// Text that is brought in: read by the server without leaving the form, then put where the cursor stands.
const form = document.getElementById("entry");
const panel = document.getElementById("bring");
const text = form.elements.text;
const words = form.elements.bring;
const file = form.elements.bring_file;
const waiting = form.elements.new_sources;
const pasted = document.getElementById("bring-pasted");
const told = document.getElementById("bring-told");
const brought = document.getElementById("brought");
const offer = document.getElementById("bring-offer");

// The page behind the words in the field, while they are as they were pasted.
let page = { html: "", words: "" };
// The words in the text that the markup takes the place of, when the offer after a paste was taken.
let place = null;

const known = (field) => {
  try {
    const found = JSON.parse(field?.value || "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
};

// A page may carry its pictures within it; only their places are kept.
const withoutPictures = (html) => html.replace(/\bsrc\s*=\s*("data:[^"]*"|'data:[^']*')/gi, 'src="picture"');

function listWaiting() {
  const sources = known(waiting);
  const list = document.getElementById("bring-waiting");
  list.hidden = !sources.length;
  list.querySelector("ul").replaceChildren(
    ...sources.map((source) => {
      const item = document.createElement("li");
      item.append(Object.assign(document.createElement("code"), { textContent: source.id }), ` ${source.title ?? ""}`);
      return item;
    }),
  );
}

function asked() {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.append("bring_references", form.elements.bring_references.value);
  body.append("new_sources", waiting.value);
  body.append("text", text.value);
  if (page.html && page.words === words.value) {
    body.append("bring_page", new Blob([withoutPictures(page.html)], { type: "text/html" }));
  } else {
    body.append("bring", words.value);
  }
  if (file.files.length) body.append("bring_file", file.files[0]);
  return body;
}

async function read() {
  panel.open = true;
  told.textContent = told.dataset.busy;
  try {
    const answer = await fetch(form.dataset.bring, { method: "POST", body: asked(), redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      told.textContent = told.dataset.expired;
      return;
    }
    const found = await answer.json();
    // A part of the form, written by the same template as without script.
    brought.innerHTML = found.shown;
    told.textContent = answer.ok ? found.message : "";
    document.getElementById("brought-title")?.focus();
  } catch {
    told.textContent = told.dataset.failed;
  }
}

function emptied() {
  words.value = "";
  file.value = "";
  page = { html: "", words: "" };
  place = null;
  pasted.textContent = "";
}

// Paragraphs, headings and lists need an empty line around them; a few words do not.
function fitted(markup, from, to) {
  if (!/\n|^(#|>|\||[-*] |\d+\. )/.test(markup)) return { before: "", after: "" };
  const ahead = text.value.slice(0, from);
  const behind = text.value.slice(to);
  const gap = (lines) => "\n".repeat(Math.max(0, 2 - lines));
  return {
    before: ahead.trim() ? gap(/\n*$/.exec(ahead)[0].length) : "",
    after: behind.trim() ? gap(/^\n*/.exec(behind)[0].length) : "",
  };
}

function put() {
  const markup = form.elements.brought.value.replace(/\n+$/, "");
  let [from, to] = [text.selectionEnd, text.selectionEnd];
  if (place && text.value.slice(place.from, place.from + place.words.length) === place.words) {
    [from, to] = [place.from, place.from + place.words.length];
  }
  const { before, after } = fitted(markup, from, to);
  const first = (text.value.slice(0, from) + before).split("\n").length;
  const sources = new Map([...known(waiting), ...known(form.elements.brought_sources)].map((each) => [each.id, each]));
  waiting.value = sources.size ? JSON.stringify([...sources.values()]) : "";
  if (!form.elements.title.value.trim()) form.elements.title.value = form.elements.brought_title.value;
  form.dispatchEvent(new CustomEvent("words-wanted", { detail: { from, to, words: before + markup + after } }));
  // What is to be looked at stays, and leads to its place in the text from now on.
  for (const link of brought.querySelectorAll("[data-brought-line]")) {
    const line = first + Number(link.dataset.broughtLine) - 1;
    link.href = `#line-${line}`;
    link.textContent = `${document.getElementById("where").dataset.line} ${line}`;
    delete link.dataset.broughtLine;
  }
  for (const each of brought.querySelectorAll(".field, .buttons, input")) each.remove();
  emptied();
  told.textContent = told.dataset.done;
  listWaiting();
}

function drop() {
  emptied();
  brought.replaceChildren();
  told.textContent = told.dataset.dropped;
  words.focus();
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function showLine(link) {
  const field = form.elements.brought;
  const lines = field.value.split("\n");
  const line = Math.min(Number(link.dataset.broughtLine), lines.length);
  const from = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  field.focus();
  field.setSelectionRange(from, from);
  field.scrollTop = Math.max(0, (line - 4) * (field.scrollHeight / lines.length));
  field.setSelectionRange(from, from + lines[line - 1].length);
}

panel.addEventListener("click", (event) => {
  const link = event.target.closest("[data-brought-line]");
  const doing = { _bring: read, _insert: put, _drop: drop }[event.target.closest("button")?.name];
  if (!link && !doing) return;
  event.preventDefault();
  if (link) showLine(link);
  else doing();
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

// Words pasted into the text stay as they are; what could be made of them is offered.
const FORMATTED = /<(?:h[1-6]|sup|em|i|strong|ul|ol|table|blockquote|a\s[^>]*href)\b/i;
const MARKED = /\[(?:\d{1,3}|[a-z]|citation needed)\]|[¹²³⁴-⁹]/i;

text.addEventListener("paste", (event) => {
  const html = event.clipboardData.getData("text/html");
  const from = text.selectionStart;
  offer.hidden = true;
  offer.replaceChildren();
  if (!FORMATTED.test(html) && !MARKED.test(event.clipboardData.getData("text/plain"))) return;
  setTimeout(() => {
    const taken = text.value.slice(from, text.selectionEnd);
    if (!taken.trim()) return;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button" });
    button.textContent = offer.dataset.button;
    button.addEventListener("click", () => {
      offer.hidden = true;
      words.value = taken;
      page = { html: FORMATTED.test(html) ? html : "", words: taken };
      place = { from, words: taken };
      read();
    });
    offer.hidden = false;
    offer.append(offer.dataset.words, button);
  });
});

// A draft that this browser kept brings its new sources back with it.
form.addEventListener("input", listWaiting);
