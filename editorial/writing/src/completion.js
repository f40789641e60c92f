// What is offered while one types: sources behind `[@`, entries behind `[[`, and parts of a text behind `/`.
import { autocompletion, completionStatus, pickedCompletion } from "@codemirror/autocomplete";
import { Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { ask, form } from "./page.js";
import { CITING, LINKING, MIN_TYPED } from "./triggers.js";
import { waiting } from "./waiting.js";

// At the start of a line: elsewhere a slash is a slash.
const ASKING = /^\/(\p{L}*)$/u;

function closing(state, to, mark) {
  return state.sliceDoc(to, to + mark.length) === mark;
}

function put(view, completion, from, to, before, caret, after) {
  view.dispatch({
    changes: { from, to, insert: before + caret + after },
    selection: { anchor: from + before.length + caret.length },
    annotations: pickedCompletion.of(completion),
    userEvent: "input.complete",
    scrollIntoView: true,
  });
}

async function sources(context) {
  const match = context.matchBefore(CITING);
  if (!match) return null;
  const typed = CITING.exec(match.text)[1];
  const from = context.pos - typed.length;
  if (typed.trim().length < MIN_TYPED && !context.explicit) return null;
  const { results: known } = await ask(form.dataset.sources, { q: typed });
  if (context.aborted) return null;
  const wanted = typed.trim().toLowerCase();
  const results = [
    ...waiting()
      .filter(({ id, title }) => `${id} ${title ?? ""}`.toLowerCase().includes(wanted))
      .map(({ id, title }) => ({ value: id, label: title ?? id, hint: id })),
    ...known,
  ];
  return {
    from,
    filter: false,
    options: results.map((source) => ({
      label: source.value,
      displayLabel: source.work ? `${source.work} · ${source.label}` : source.label,
      detail: [source.hint, source.state].filter(Boolean).join(" · "),
      apply(view, completion, start, to) {
        const line = view.state.doc.lineAt(to);
        const after = view.state.sliceDoc(to, line.to);
        // In a bracket that is closed and goes on, only the key is written.
        if (/^[^[\]]+\]/.test(after) && !/^\s/.test(after)) put(view, completion, start, to, source.value, "", "");
        else put(view, completion, start, to, `${source.value}, p. `, "", after.startsWith("]") ? "" : "]");
      },
    })),
  };
}

async function entries(context) {
  const match = context.matchBefore(LINKING);
  if (!match) return null;
  const typed = LINKING.exec(match.text)[1];
  if (typed.trim().length < MIN_TYPED && !context.explicit) return null;
  const { results } = await ask(form.dataset.entries, { q: typed });
  if (context.aborted) return null;
  return {
    from: context.pos - typed.length,
    filter: false,
    options: results.map((entry) => ({
      label: entry.value,
      displayLabel: entry.label,
      detail: [entry.hint, entry.kind, entry.state].filter(Boolean).join(" · "),
      apply(view, completion, start, to) {
        const isClosed = closing(view.state, to, "]]");
        put(view, completion, start, isClosed ? to + 2 : to, `${entry.value}]]`, "", "");
      },
    })),
  };
}

// What a toolbar's button puts there, by a word behind "/".
function parts(context) {
  const match = context.matchBefore(ASKING);
  if (!match) return null;
  const typed = ASKING.exec(match.text)[1];
  const from = context.pos - typed.length - 1;
  return {
    from,
    filter: false,
    options: [...form.querySelectorAll(".toolbar button[data-part]")]
      .filter((button) => button.textContent.trim().toLowerCase().startsWith(typed.toLowerCase()))
      .map((button) => ({
        label: button.textContent.trim(),
        apply(view, completion, start, to) {
          view.dispatch({ changes: { from: start, to }, annotations: pickedCompletion.of(completion) });
          button.click();
        },
      })),
  };
}

// Behind a key that was taken, ", p. " waits for a page: a bracket that is closed without one drops it.
const dropped = EditorView.inputHandler.of((view, from, to, typed) => {
  if (typed !== "]" || from !== to) return false;
  const before = view.state.sliceDoc(view.state.doc.lineAt(from).from, from);
  // Only within a citation: any other bracket is typed.
  if (!/\[[^[\]]*@[\w-]+,[^[\]]*$/.test(before)) return false;
  const isClosed = closing(view.state, from, "]");
  const start = before.endsWith(", p. ") ? from - 5 : from;
  if (!isClosed && start === from) return false;
  view.dispatch({
    changes: { from: start, to: isClosed ? from + 1 : from, insert: "]" },
    selection: { anchor: start + 1 },
    userEvent: "input.type",
  });
  return true;
});

// Enter that comes before the proposals do breaks no line in a citation that is being typed.
const early = Prec.highest(
  keymap.of([
    {
      key: "Enter",
      run: ({ state }) => {
        const { from } = state.selection.main;
        const before = state.sliceDoc(state.doc.lineAt(from).from, from);
        return completionStatus(state) === "pending" && (CITING.exec(before)?.[1].trim().length ?? 0) >= MIN_TYPED;
      },
    },
  ]),
);

export const completion = [
  dropped,
  early,
  autocompletion({
    override: [sources, entries, parts],
    activateOnTyping: true,
    activateOnTypingDelay: 120,
    maxRenderedOptions: 12,
    icons: false,
    aboveCursor: false,
    interactionDelay: 0,
  }),
];

