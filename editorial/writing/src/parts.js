// The parts of a text that buttons, keys and "/" put where the caret is.
import { EditorSelection } from "@codemirror/state";
import { citing } from "./citing.js";
import { activeCell } from "./tables.js";

// In a cell of a table: the same between or behind what is selected there.
function inCell(cell, before, after = "") {
  const { selectionStart: from, selectionEnd: to, value } = cell;
  cell.focus();
  cell.value = value.slice(0, from) + before + value.slice(from, to) + after + value.slice(to);
  const caret = from + before.length + (after ? to - from : 0);
  cell.setSelectionRange(after ? from + before.length : caret, caret);
  cell.dispatchEvent(new InputEvent("input", { bubbles: true }));
  return true;
}

function insert(view, from, to, typed, [anchor, head = anchor] = [typed.length]) {
  view.dispatch({
    changes: { from, to, insert: typed },
    selection: { anchor: from + anchor, head: from + head },
    scrollIntoView: true,
    userEvent: "input",
  });
  view.focus();
  return true;
}

// Around what is selected; what has the marks already loses them.
function wrap(view, before, after = before) {
  const cell = activeCell();
  if (cell) return inCell(cell, before, after);
  view.dispatch(
    view.state.changeByRange(({ from, to }) => {
      const { doc } = view.state;
      const outer = doc.sliceString(from - before.length, from) === before && doc.sliceString(to, to + after.length) === after;
      if (outer) {
        return {
          changes: [
            { from: from - before.length, to: from },
            { from: to, to: to + after.length },
          ],
          range: EditorSelection.range(from - before.length, to - before.length),
        };
      }
      return {
        changes: [
          { from, insert: before },
          { from: to, insert: after },
        ],
        range: EditorSelection.range(from + before.length, to + before.length),
      };
    }),
    { scrollIntoView: true, userEvent: "input" },
  );
  view.focus();
  return true;
}

// Before each line that is touched; lines that all have it lose it.
function begin(view, mark, pattern) {
  const { doc, selection } = view.state;
  const { from, to } = selection.main;
  const lines = [];
  for (let at = doc.lineAt(from); ; at = doc.line(at.number + 1)) {
    lines.push(at);
    if (at.to >= to || at.number === doc.lines) break;
  }
  const marked = lines.map((line) => pattern.exec(line.text)?.[0] ?? "");
  const isOff = marked.every((typed) => typed === mark);
  const changes = lines.map((line, n) => ({ from: line.from, to: line.from + marked[n].length, insert: isOff ? "" : mark }));
  const made = view.state.changes(changes);
  // What is typed next comes behind the mark.
  view.dispatch({ changes: made, selection: selection.map(made, 1), scrollIntoView: true, userEvent: "input" });
  view.focus();
  return true;
}

// A block of its own, with an empty line on each side.
function block(view, typed, caret) {
  const { doc, selection } = view.state;
  const { from, to } = selection.main;
  const before = doc.sliceString(0, from);
  const after = doc.sliceString(to);
  const gap = (ends) => "\n".repeat(Math.max(0, 2 - ends));
  const lead = before.trim() ? gap(/\n*$/.exec(before)[0].length) : "";
  const tail = after.trim() ? gap(/^\n*/.exec(after)[0].length) : "\n";
  return insert(view, from, to, lead + typed + tail, caret.map((at) => at + lead.length));
}

function note(view) {
  let number = 1;
  let typed = view.state.doc.toString();
  while (typed.includes(`[^${number}]`)) number += 1;
  const cell = activeCell();
  if (cell) inCell(cell, `[^${number}]`);
  const at = view.state.selection.main.to;
  const gap = typed.endsWith("\n") ? "\n" : "\n\n";
  const definition = `${gap}[^${number}]: `;
  const mark = cell ? "" : `[^${number}]`;
  typed = view.state.doc.toString();
  view.dispatch({
    changes: [
      { from: cell ? typed.length : at, insert: mark },
      { from: typed.length, insert: definition },
    ],
    selection: { anchor: typed.length + mark.length + definition.length },
    scrollIntoView: true,
    userEvent: "input",
  });
  view.focus();
  return true;
}

const makers = {
  link(get) {
    const other = get("words").trim();
    return `[[${get("target").trim()}${other ? `|${other}` : ""}]]`;
  },
};

function open(view, name) {
  const dialog = document.getElementById(name);
  const cell = activeCell();
  const { from, to } = view.state.selection.main;
  dialog.querySelector("form").reset();
  document.getElementById("link-target").value = cell
    ? cell.value.slice(cell.selectionStart, cell.selectionEnd)
    : view.state.sliceDoc(from, to);
  dialog.returnValue = "";
  dialog.addEventListener(
    "close",
    () => {
      if (dialog.returnValue === "insert") {
        const typed = makers[name]((part) => document.getElementById(`${name}-${part}`).value);
        // A link takes the place of the words that it stands for.
        if (cell) {
          cell.setRangeText("");
          inCell(cell, typed);
        } else insert(view, from, to, typed);
      } else {
        (cell ?? view).focus();
      }
    },
    { once: true },
  );
  dialog.showModal();
  return true;
}

const TABLE = "|  |  |\n| --- | --- |\n|  |  |";

export const parts = {
  cite(view) {
    // Behind the words that it supports.
    const { to } = view.state.selection.main;
    const cell = activeCell();
    citing((typed) => {
      if (!typed) (cell ?? view).focus();
      else if (cell) {
        cell.setSelectionRange(cell.selectionEnd, cell.selectionEnd);
        inCell(cell, typed);
      } else insert(view, to, to, typed);
    });
    return true;
  },
  link: (view) => open(view, "link"),
  note,
  needed: (view) => wrap(view, "[@? ", "]"),
  italic: (view) => wrap(view, "*"),
  bold: (view) => wrap(view, "**"),
  heading: (view) => begin(view, "## ", /^#{1,6} /),
  list: (view) => begin(view, "- ", /^(?:[-*+]|\d+[.)]) /),
  quotation: (view) => begin(view, "> ", /^> ?/),
  table(view) {
    block(view, TABLE, [TABLE.length]);
    // Behind it, so that it is shown as a table, whose first field is then written in.
    const at = view.state.selection.main.head;
    view.dispatch({ selection: { anchor: Math.min(at + 1, view.state.doc.length) } });
    requestAnimationFrame(() => {
      const before = [...view.contentDOM.querySelectorAll(".grid-table")].filter((grid) => view.posAtDOM(grid) < at);
      before.at(-1)?.querySelector("textarea")?.focus();
    });
    return true;
  },
  picture(view) {
    const typed = '![](name "")';
    return block(view, typed, [4, 8]);
  },
};

