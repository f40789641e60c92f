// Tables as tables: where the caret is not in its lines, a table is a grid of fields, one a cell.
import { StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";
import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import { marksShown } from "./dressing.js";
import { fill, make, words } from "./page.js";

const RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;
// So long the parser may think before a table far down is shown as typed.
const MAX_PARSE = 60;

// The cells of one line, as offsets in it: parted by bars that no backslash escapes and that stand in no code or bracket.
export function cellsOf(line) {
  const bars = [];
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === "\\") at += 1;
    else if (line[at] === "|") bars.push(at);
  }
  const starts = /^\s*\|/.test(line) ? bars.map((bar) => bar + 1) : [0, ...bars.map((bar) => bar + 1)];
  const last = line.trimEnd().length;
  return starts
    .map((from, n) => [from, bars.find((bar) => bar >= from) ?? last, n])
    .filter(([from], n) => n === 0 || from < last)
    .map(([from, to]) => {
      const inner = line.slice(from, to);
      const begin = from + (inner.length - inner.trimStart().length);
      return inner.trim() ? [begin, from + inner.trimEnd().length] : [Math.min(from + 1, to), Math.min(from + 1, to)];
    });
}

// Rows of cells, as typed, the labels of the columns first; null where it is no whole table.
export function tableIn(source) {
  const lines = source.split("\n");
  if (lines.length < 2 || !RULE.test(lines[1])) return null;
  const rows = [lines[0], ...lines.slice(2)].map((line) => cellsOf(line).map(([from, to]) => line.slice(from, to)));
  return { rows, columns: rows[0].length, rule: lines[1] };
}

const escaped = (typed) => typed.replace(/\s*\n\s*/g, " ").replace(/\\?\|/g, "\\|").trim();

export function typedTable(rows, columns, rule) {
  const filled = rows.map((row) => Array.from({ length: columns }, (_, n) => escaped(row[n] ?? "")));
  const marks = cellsOf(rule).map(([from, to]) => rule.slice(from, to));
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(filled[0]), line(Array.from({ length: columns }, (_, n) => marks[n] || "---")), ...filled.slice(1).map(line)].join("\n");
}

class Grid extends WidgetType {
  constructor(source) {
    super();
    this.source = source;
  }

  eq(other) {
    return other.source === this.source;
  }

  toDOM(view) {
    const box = make("div", { className: "grid-table" });
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", words.table);
    box.addEventListener("input", (event) => write(view, box, event.target));
    // The cell that was written in last is where rows and columns are added.
    box.addEventListener("focusin", ({ target }) => {
      if (target.dataset.column) box.dataset.at = `${target.dataset.row} ${target.dataset.column}`;
    });
    box.addEventListener("keydown", (event) => move(view, box, event));
    box.addEventListener("click", (event) => {
      const { act } = event.target.closest("button")?.dataset ?? {};
      if (act) change(view, box, act);
    });
    draw(box, this.source);
    return box;
  }

  updateDOM(box) {
    draw(box, this.source);
    return true;
  }

  get estimatedHeight() {
    return 44 * this.source.split("\n").length;
  }

  ignoreEvent() {
    return true;
  }
}

function draw(box, source) {
  const { rows, columns } = tableIn(source);
  const shape = `${rows.length} ${columns}`;
  if (box.dataset.shape !== shape) {
    box.dataset.shape = shape;
    const table = make("table");
    rows.forEach((_, row) => {
      const line = make("tr");
      for (let column = 0; column < columns; column += 1) {
        const cell = make("textarea", { rows: 1, spellcheck: true });
        cell.dataset.row = row;
        cell.dataset.column = column;
        cell.setAttribute("aria-label", fill(words.cell, { row: row + 1, column: column + 1 }));
        line.append(make(row ? "td" : "th", {}, cell));
      }
      table.append(line);
    });
    const button = (act) => {
      const made = make("button", { type: "button", textContent: words.tableActs[act] });
      made.dataset.act = act;
      return made;
    };
    box.replaceChildren(table, make("p", { className: "acts" }, ...Object.keys(words.tableActs).map(button)));
  }
  for (const cell of box.querySelectorAll("textarea")) {
    const typed = (rows[cell.dataset.row][cell.dataset.column] ?? "").replace(/\\\|/g, "|");
    if (cell.value.trim() !== typed) cell.value = typed;
  }
}

// The table of this grid in the text: [from, to].
function placeOfGrid(view, box) {
  const at = view.posAtDOM(box);
  let place = null;
  view.state.field(tables).between(at, at, (from, to) => {
    place = [from, to];
  });
  return place;
}

const last = (box) => box.dataset.at?.split(" ").map(Number) ?? [0, 0];

function write(view, box, cell) {
  const place = placeOfGrid(view, box);
  if (!place) return;
  const { rows, columns, rule } = tableIn(view.state.sliceDoc(...place));
  rows[cell.dataset.row][cell.dataset.column] = cell.value;
  for (const row of rows) row.forEach((typed, n) => (row[n] = typed.replace(/\\\|/g, "|")));
  replace(view, place, typedTable(rows, columns, rule));
}

function replace(view, [from, to], insert) {
  view.dispatch({ changes: { from, to, insert }, userEvent: "input.table" });
}

function focusCell(box, row, column) {
  const cell = box.querySelector(`textarea[data-row="${row}"][data-column="${column}"]`);
  cell?.focus();
  cell?.select();
  return Boolean(cell);
}

function change(view, box, act) {
  const place = placeOfGrid(view, box);
  if (!place) return;
  const [row, column] = last(box);
  let { rows, columns, rule } = tableIn(view.state.sliceDoc(...place));
  const marks = cellsOf(rule).map(([from, to]) => rule.slice(from, to));
  if (act === "addRow") rows.splice(row + 1, 0, []);
  if (act === "addColumn") {
    rows.forEach((cells) => cells.splice(column + 1, 0, ""));
    marks.splice(column + 1, 0, "---");
    columns += 1;
  }
  if (act === "removeRow" && row > 0) rows.splice(row, 1);
  if (act === "removeColumn" && columns > 1) {
    rows.forEach((cells) => cells.splice(column, 1));
    marks.splice(column, 1);
    columns -= 1;
  }
  if (act === "asText") {
    view.dispatch({ selection: { anchor: place[0] }, scrollIntoView: true });
    view.focus();
    return;
  }
  rows = rows.map((cells) => cells.map((typed) => typed.replace(/\\\|/g, "|")));
  replace(view, place, typedTable(rows, columns, marks.join(" | ")));
  focusCell(box, Math.min(row + (act === "addRow"), rows.length - 1), Math.min(column + (act === "addColumn"), columns - 1));
}

function move(view, box, event) {
  const cell = event.target.closest("textarea");
  if (!cell) return;
  const [row, column] = [Number(cell.dataset.row), Number(cell.dataset.column)];
  const isEnd = cell.selectionStart === cell.value.length;
  const isStart = cell.selectionEnd === 0;
  const leave = (after) => {
    const place = placeOfGrid(view, box);
    if (!place) return;
    view.dispatch({ selection: { anchor: after ? Math.min(place[1] + 1, view.state.doc.length) : Math.max(0, place[0] - 1) } });
    view.focus();
  };
  if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
    if (!focusCell(box, row + 1, column)) {
      change(view, box, "addRow");
      focusCell(box, row + 1, column);
    }
  } else if (event.key === "ArrowDown" && isEnd) {
    if (!focusCell(box, row + 1, column)) leave(true);
  } else if (event.key === "ArrowUp" && isStart) {
    if (!focusCell(box, row - 1, column)) leave(false);
  } else if (event.key === "Escape") {
    leave(true);
  } else {
    return;
  }
  event.preventDefault();
}

function find(state) {
  if (state.field(marksShown)) return Decoration.none;
  const set = [];
  const { ranges } = state.selection;
  (ensureSyntaxTree(state, state.doc.length, MAX_PARSE) ?? syntaxTree(state)).iterate({
    enter(node) {
      if (node.name === "Document") return true;
      if (node.name !== "Table" || node.node.parent.name !== "Document") return false;
      const line = state.doc.lineAt(node.from);
      const to = state.doc.lineAt(node.to).to;
      const isOpen = ranges.some((range) => range.from <= to && range.to >= line.from);
      const source = state.sliceDoc(line.from, to);
      if (!isOpen && tableIn(source)) {
        set.push(Decoration.replace({ widget: new Grid(source), block: true }).range(line.from, to));
      }
      return false;
    },
  });
  return Decoration.set(set);
}

export const tables = StateField.define({
  create: find,
  update(value, tr) {
    const isMoved = tr.docChanged || tr.selection || tr.startState.field(marksShown) !== tr.state.field(marksShown);
    return isMoved || syntaxTree(tr.startState) !== syntaxTree(tr.state) ? find(tr.state) : value;
  },
  provide: (field) => EditorView.decorations.from(field),
});
