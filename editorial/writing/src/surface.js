// The writing surface over the form's text. The field stays the truth: what it holds is what is sent, kept and restored.
import { Compartment, EditorSelection, EditorState, Transaction } from "@codemirror/state";
import { EditorView, drawSelection, keymap, placeholder } from "@codemirror/view";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { search, searchKeymap, openSearchPanel } from "@codemirror/search";
import { completion } from "./completion.js";
import { dressing, pictures } from "./dressing.js";
import { continuing } from "./continuing.js";
import { keys, keysOf } from "./keys.js";
import { language } from "./markup.js";
import { setMarks } from "./marks.js";
import { outline } from "./outline.js";
import { field, form, make, words } from "./page.js";
import { phrases } from "./phrases.js";
import { parts } from "./parts.js";
import { pasting } from "./pasting.js";
import { placeOf, readPlace } from "./positions.js";
import { follow, start } from "./preview.js";
import { problems, showProblems } from "./problems.js";
import { sharedWords, showRemarks } from "./remarks.js";
import { placeUses } from "./standings.js";
import { leaveCell, tableEditing } from "./tables.js";
import { comment, talk, talkOf } from "./talk.js";

const toolbar = form.querySelector(".toolbar");
const where = document.getElementById("where");
const FOLLOWING = 250;

// The form's rows of pictures, by their names.
const pictureNamed = (name) => {
  const row = [...form.querySelectorAll('[name^="pictures-"][name$="-name"]')].find((input) => input.value.trim() === name);
  return row?.closest(".row")?.querySelector(".thumb")?.getAttribute("src") ?? "";
};

let isFromField = false;
let timer = 0;

const mirrored = EditorView.updateListener.of((update) => {
  if (update.docChanged) {
    field.value = update.state.doc.toString();
    if (!isFromField) field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (update.docChanged || update.selectionSet) {
    const { from, to, head } = update.state.selection.main;
    // Other modules, and tests, ask the field where the caret is.
    field.setSelectionRange(from, to);
    where.textContent = `${where.dataset.line} ${update.state.doc.lineAt(head).number}`;
    if (!update.view.hasFocus) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      // Whoever went on to a comment beside the text reads that.
      if (update.view.hasFocus) follow(update.state.doc.lineAt(update.state.selection.main.head).text);
    }, FOLLOWING);
  }
});

const box = make("div", { className: "surface" });
const root = box.attachShadow({ mode: "open" });
for (const address of form.dataset.surfaceStyles.split(" ")) {
  root.append(make("link", { rel: "stylesheet", href: address }));
}
const attributes = new Compartment();
const described = ["aria-describedby", "aria-invalid"].filter((name) => field.hasAttribute(name));

const view = new EditorView({
  root,
  parent: root,
  state: EditorState.create({
    doc: field.value.replace(/\r\n?/g, "\n"),
    extensions: [
      EditorState.phrases.of(phrases),
      attributes.of(
        EditorView.contentAttributes.of({
          "aria-label": field.labels[0].textContent.trim(),
          spellcheck: "true",
          autocapitalize: "sentences",
          lang: field.lang || document.documentElement.lang,
          dir: field.dir || document.documentElement.dir,
          ...(described.includes("aria-invalid") ? { "aria-invalid": field.getAttribute("aria-invalid") } : {}),
        }),
      ),
      pictures.of(pictureNamed),
      language.extension,
      keys,
      history(),
      drawSelection(),
      search({ top: true }),
      EditorView.lineWrapping,
      placeholder(words.placeholder),
      dressing,
      tableEditing,
      continuing,
      completion,
      problems,
      pasting,
      outline,
      talk,
      mirrored,
      keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap]),
    ],
  }),
});

// The field keeps its place, name and label, and hands on the focus that an error or a label gives it.
field.classList.add("behind-surface");
field.tabIndex = -1;
field.setAttribute("aria-hidden", "true");
field.after(box);
keysOf(view);
view.contentDOM.addEventListener("focus", leaveCell);
field.addEventListener("focus", () => {
  view.dispatch({ selection: { anchor: field.selectionStart, head: field.selectionEnd } });
  view.focus();
});

// Whoever writes into the field, a restored draft or another module, writes into the surface.
form.addEventListener("input", () => {
  const typed = field.value;
  const { doc } = view.state;
  if (typed === doc.toString()) return;
  isFromField = true;
  view.dispatch({ changes: { from: 0, to: doc.length, insert: typed }, annotations: Transaction.userEvent.of("input.field") });
  isFromField = false;
});
form.addEventListener("words-wanted", (event) => {
  const { from, to, words: insert } = event.detail;
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, scrollIntoView: true });
  view.focus();
});
form.addEventListener("previewed", (event) => {
  const { preview, text, body } = event.detail;
  // Words that were changed since are told of by the next preview.
  const isShown = () => text.replace(/\r\n?/g, "\n") === view.state.doc.toString();
  if (!isShown()) return;
  view.dispatch({ effects: placeUses(view.state, preview.uses) });
  showRemarks(preview, text, body, () => isShown() && showProblems(view, preview, sharedWords()));
  showProblems(view, preview, sharedWords());
});
form.addEventListener("preview-clicked", (event) => {
  const place = placeOf(view.state.doc.toString(), event.detail);
  if (!place) return;
  select(place[0], place[0]);
});

toolbar.hidden = false;
toolbar.addEventListener("click", (event) => {
  const { part, search: isSearch, keys: isKeys, comment: isComment } = event.target.closest("button")?.dataset ?? {};
  if (part) parts[part](view);
  else if (isComment !== undefined) comment(view);
  else if (isSearch !== undefined) openSearchPanel(view);
  else if (isKeys !== undefined) document.getElementById("keys").showModal();
});
const marks = toolbar.querySelector("[data-marks]");
const tools = [...toolbar.querySelectorAll("button, input")];
// Tab takes one step over them all to the text; the arrows go from one to the next.
function reach(tool) {
  for (const one of tools) one.tabIndex = one === tool ? 0 : -1;
}
reach(tools[0]);
toolbar.addEventListener("focusin", ({ target }) => reach(target));
toolbar.addEventListener("keydown", (event) => {
  const forward = getComputedStyle(toolbar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const backward = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
  const at = tools.indexOf(event.target);
  const to = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  tools.at(to % tools.length).focus();
});
const showMarks = () => view.dispatch({ effects: setMarks.of(marks.checked) });
marks.checked = localStorage.getItem("stet-marks") === "1";
marks.addEventListener("change", () => {
  localStorage.setItem("stet-marks", marks.checked ? "1" : "0");
  showMarks();
});
showMarks();

function select(from, to) {
  view.focus();
  view.dispatch({
    selection: EditorSelection.single(from, to),
    effects: EditorView.scrollIntoView(from, { y: "center" }),
  });
}

function jump() {
  const place = readPlace(location.hash);
  if (!place) return;
  const { doc } = view.state;
  const line = doc.line(Math.max(1, Math.min(place.line, doc.lines)));
  select(...(placeOf(doc.toString(), place.words, line.from) ?? [line.from, line.to]));
  box.scrollIntoView({ block: "nearest" });
}

addEventListener("hashchange", jump);
document.addEventListener("click", (event) => {
  // A second click on the same line's link changes no hash.
  const link = event.target.closest('a[href*="#line-"]');
  if (link && link.hash === location.hash) jump();
});
// A refused form begins with the reason.
const refused = document.querySelector("#errors, .conflict");
if (refused) {
  refused.tabIndex = -1;
  refused.focus();
} else {
  jump();
}
start();
talkOf(view);
