// Comments at their words: marked while one writes, with keys to go from one to the next. The list beside the text is the
// page's own (`static/office/form-comments.js`); the two tell each other by events of the form.
import { RangeSet, RangeValue, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import { placeOfAnchor } from "./anchors.js";
import { form } from "./page.js";

// What surrounds a selection is sent with it, so that its words are told from others that are the same.
const AROUND = 64;
const PAUSE = 400;
const setThreads = StateEffect.define();
const tell = (name, detail) => form.dispatchEvent(new CustomEvent(name, { detail }));

class Thread extends RangeValue {
  constructor(told) {
    super();
    this.told = told;
  }

  eq(other) {
    return this.told === other.told;
  }
}
// What is typed at an end stands outside.
Thread.prototype.startSide = 1;
Thread.prototype.endSide = -1;

function placed(doc, listed) {
  const text = doc.toString();
  const ranges = [];
  for (const told of listed) {
    const place = placeOfAnchor(text, told);
    if (place) ranges.push(new Thread(told).range(...place));
  }
  return RangeSet.of(ranges, true);
}

const threads = StateField.define({
  create: () => ({ listed: [], ranges: RangeSet.empty }),
  update(value, tr) {
    for (const effect of tr.effects) {
      if (effect.is(setThreads)) return { listed: effect.value, ranges: placed(tr.state.doc, effect.value) };
    }
    if (!tr.docChanged) return value;
    const mapped = value.ranges.map(tr.changes);
    // Words that were changed are its words no more.
    const ranges = mapped.update({ filter: (from, to, { told }) => tr.state.sliceDoc(from, to) === told.exact });
    return { listed: value.listed, ranges };
  },
  provide: (field) =>
    EditorView.decorations.from(field, ({ ranges }) => {
      const marks = [];
      for (let at = ranges.iter(); at.value; at.next()) {
        const { id, told } = at.value.told;
        const attributes = { "data-thread": id, title: told, "aria-description": told };
        marks.push(Decoration.mark({ class: "talked", attributes }).range(at.from, at.to));
      }
      return Decoration.set(marks, true);
    }),
});

function inOrder(state) {
  const all = [];
  for (let at = state.field(threads).ranges.iter(); at.value; at.next()) all.push({ from: at.from, to: at.to, id: at.value.told.id });
  return all;
}

let timer = 0;
const telling = EditorView.updateListener.of((update) => {
  if (!update.docChanged && update.startState.field(threads) === update.state.field(threads)) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    const { view } = update;
    const { listed, ranges } = view.state.field(threads);
    // What was undone stands there again.
    if (ranges.size < listed.length && placed(view.state.doc, listed).size > ranges.size) {
      view.dispatch({ effects: setThreads.of(listed) });
      return;
    }
    tell("threads-placed", inOrder(view.state).map(({ from, id }) => ({ id, line: view.state.doc.lineAt(from).number })));
  }, PAUSE);
});

const choosing = EditorView.domEventHandlers({
  click(event) {
    const id = event.target.closest?.(".talked")?.dataset.thread;
    if (id) tell("thread-chosen", { id, isClicked: true });
  },
});

export function goToThread(view, id) {
  const thread = inOrder(view.state).find((one) => one.id === id);
  if (!thread) return false;
  view.dispatch({ selection: { anchor: thread.from, head: thread.to }, effects: EditorView.scrollIntoView(thread.from, { y: "center" }) });
  return true;
}

// The next one behind the caret, or the one before it; round at the ends.
export const nextThread = (step) => (view) => {
  const all = inOrder(view.state);
  if (!all.length) {
    // None stands on words of the text: the first of the others.
    const first = document.querySelector(".talk-list .thread");
    if (first) tell("thread-chosen", { id: first.dataset.thread });
    return Boolean(first);
  }
  const { from, to } = view.state.selection.main;
  const next = step > 0 ? (all.find((one) => one.from > from || (one.from === from && one.to > to)) ?? all[0]) : (all.findLast((one) => one.from < from) ?? all.at(-1));
  goToThread(view, next.id);
  tell("thread-chosen", { id: next.id });
  return true;
};

export function comment(view) {
  if (!document.getElementById("comment")) return false;
  const { state } = view;
  let { from, to } = state.selection.main;
  if (from === to) ({ from, to } = state.wordAt(from) ?? { from, to });
  tell("comment-wanted", { words: state.sliceDoc(from, to), before: state.sliceDoc(Math.max(0, from - AROUND), from), after: state.sliceDoc(to, to + AROUND) });
  return true;
}

export function talkOf(view) {
  form.addEventListener("threads-shown", (event) => view.dispatch({ effects: setThreads.of(event.detail) }));
  form.addEventListener("thread-wanted", (event) => {
    goToThread(view, event.detail);
    view.focus();
  });
  form.addEventListener("words-accepted", (event) => {
    const { id, replacement } = event.detail;
    const thread = inOrder(view.state).find((one) => one.id === id);
    if (thread) view.dispatch({ changes: { from: thread.from, to: thread.to, insert: replacement } });
  });
  tell("surface-ready");
}

export const talk = [threads, telling, choosing];
