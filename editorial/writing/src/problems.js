// Problems and uncited words, underlined where they stand, in the words of the preview, with a mend where there is one.
import { lintKeymap, linter, setDiagnostics } from "@codemirror/lint";
import { keymap } from "@codemirror/view";
import { placeOf } from "./positions.js";
import { words } from "./page.js";
import { parts } from "./parts.js";

const problem = (severity, [from, to], message, actions = []) => ({ from, to, severity, message, actions });

function lineOf(state, number) {
  return state.doc.line(Math.max(1, Math.min(number, state.doc.lines)));
}

// The words that the problem names, in its line or the next ones; else the line.
function placeIn(state, { line, words: named }) {
  const { from, to, text } = lineOf(state, line);
  const begin = from + (text.length - text.trimStart().length);
  if (!named) return [begin, to];
  const typed = state.sliceDoc(from, Math.min(state.doc.length, from + 5000));
  const at = typed.indexOf(named);
  if (at >= 0) return [from + at, from + at + named.length];
  const place = placeOf(typed, named);
  return place ? [from + place[0], from + place[1]] : [begin, to];
}

const mends = {
  note_not_defined: ({ words: mark }) => [
    {
      name: words.mends.writeNote,
      apply(view) {
        const { doc } = view.state;
        const insert = `${view.state.sliceDoc(doc.length - 1) === "\n" ? "" : "\n"}\n${mark.replace(/:?$/, ": ")}`;
        view.dispatch({ changes: { from: doc.length, insert }, selection: { anchor: doc.length + insert.length }, scrollIntoView: true });
        view.focus();
      },
    },
  ],
  uncited: () => [
    {
      name: words.mends.cite,
      apply(view, _from, to) {
        view.dispatch({ selection: { anchor: to } });
        parts.cite(view);
      },
    },
    {
      name: words.mends.needed,
      apply(view, _from, to) {
        view.dispatch({ changes: { from: to, insert: "[@?]" }, selection: { anchor: to + 4 } });
        view.focus();
      },
    },
  ],
};

// What the newest preview told of this very text, and the words of it that stand elsewhere too.
export function showProblems(view, preview, shared) {
  const { state } = view;
  const listed = preview.problems
    .filter((told) => told.field === "text" && told.line && told.stops && !told.waived)
    .map((told) => problem("error", placeIn(state, told), told.message, mends[told.kind]?.(told)));
  const elsewhere = shared.map((told) => problem("info", placeIn(state, told), told.message));
  const uncited = preview.uncited.map((told) => problem("hint", placeIn(state, told), words.uncited, mends.uncited()));
  // What is just being written is not told off.
  const { head } = state.selection.main;
  const isBeingWritten = ({ from, to }) => view.hasFocus && from <= head && head <= to;
  const all = [...listed, ...elsewhere, ...uncited]
    .filter((told) => told.from < told.to && !isBeingWritten(told)).sort((a, b) => a.from - b.from);
  view.dispatch(setDiagnostics(state, all));
}

export const problems = [linter(null), keymap.of(lintKeymap)];
