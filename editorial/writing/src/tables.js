// Tables as tables: where the caret is not in its lines, a table is a grid of fields, one a cell.
import { EditorState, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";
import { redo, undo } from "@codemirror/commands";
import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import { proposeIn } from "./cell-proposals.js";
import { marksShown } from "./marks.js";
import { fill, make, words } from "./page.js";
import { tableIn, withCell, withColumns, withRow, withoutRow } from "./table-source.js";

// So long, in milliseconds, the parser may think before a table far down is shown as typed.
const MAX_PARSE = 60;

// The cell that is written in, or was last before a button took the focus; null once one writes in the text.
let active = null;
export const activeCell = () => (active?.isConnected ? active : null);
export const leaveCell = () => {
  active = null;
};

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
    box.addEventListener("input", (event) => {
      if (event.target.dataset.column) write(view, box, event.target);
    });
    box.addEventListener("focusin", ({ target }) => {
      if (target.dataset.column) active = target;
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
        proposeIn(cell);
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
    const typed = rows[cell.dataset.row][cell.dataset.column] ?? "";
    if (cell.value.replace(/\s*\n\s*/g, " ").trim() !== typed) cell.value = typed;
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

function replace(view, box, made) {
  const place = placeOfGrid(view, box);
  if (!place) return;
  const [from, to] = place;
  view.dispatch({ changes: { from, to, insert: made(view.state.sliceDoc(from, to)) }, userEvent: "input.table" });
}

function write(view, box, cell) {
  const { row, column } = cell.dataset;
  replace(view, box, (source) => withCell(source, Number(row), Number(column), cell.value));
}

function focusCell(box, row, column) {
  const cell = box.querySelector(`textarea[data-row="${row}"][data-column="${column}"]`);
  cell?.focus();
  cell?.select();
  return Boolean(cell);
}

function change(view, box, act) {
  const cell = box.contains(activeCell()) ? active : box.querySelector("textarea");
  const [row, column] = [Number(cell.dataset.row), Number(cell.dataset.column)];
  if (act === "asText") {
    const [from] = placeOfGrid(view, box) ?? [0];
    view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    view.focus();
    return;
  }
  if (act === "addRow") replace(view, box, (source) => withRow(source, row));
  if (act === "removeRow") replace(view, box, (source) => withoutRow(source, row));
  if (act === "addColumn") replace(view, box, (source) => withColumns(source, column, true));
  if (act === "removeColumn") replace(view, box, (source) => withColumns(source, column, false));
  const [rows, columns] = box.dataset.shape.split(" ").map(Number);
  focusCell(box, Math.min(row + (act === "addRow"), rows - 1), Math.min(column + (act === "addColumn"), columns - 1));
}

// Out of the table onto a line of its own: behind an empty line, or the one before the table.
function leave(view, box, isAfter) {
  const place = placeOfGrid(view, box);
  if (!place) return;
  active = null;
  const [from, to] = place;
  if (!isAfter) {
    view.dispatch({ selection: { anchor: Math.max(0, from - 1) }, scrollIntoView: true });
  } else {
    const [gap] = /^\n?(?:[ \t]*\n)?/.exec(view.state.sliceDoc(to, to + 100));
    const insert = "\n".repeat(2 - (gap.split("\n").length - 1));
    view.dispatch({
      changes: { from: to + gap.length, insert },
      selection: { anchor: to + gap.length + insert.length },
      scrollIntoView: true,
    });
  }
  view.focus();
}

function move(view, box, event) {
  const cell = event.target.closest("textarea");
  if (!cell || event.defaultPrevented || event.isComposing) return;
  const [row, column] = [Number(cell.dataset.row), Number(cell.dataset.column)];
  const isMod = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (isMod && (key === "z" || key === "y")) {
    // The browser's own undo runs over all fields of the form; here it is the text's.
    (key === "y" || event.shiftKey ? redo : undo)(view);
    const [rows, columns] = box.dataset.shape.split(" ").map(Number);
    focusCell(box, Math.min(row, rows - 1), Math.min(column, columns - 1));
  } else if (event.key === "Enter" && !isMod) {
    if (!focusCell(box, row + 1, column)) {
      change(view, box, "addRow");
      focusCell(box, row + 1, column);
    }
  } else if (event.key === "ArrowDown" && cell.selectionStart === cell.value.length) {
    if (!focusCell(box, row + 1, column)) leave(view, box, true);
  } else if (event.key === "ArrowUp" && cell.selectionEnd === 0) {
    if (!focusCell(box, row - 1, column)) leave(view, box, false);
  } else if (event.key === "Tab" && !event.shiftKey && !focusCell(box, row, column + 1)) {
    // Behind the last cell there is always another: a new row.
    if (!focusCell(box, row + 1, 0)) {
      change(view, box, "addRow");
      focusCell(box, row + 1, 0);
    }
  } else if (event.key === "Tab" && !event.shiftKey) {
    // `focusCell` went there.
  } else if (event.key === "Escape") {
    leave(view, box, true);
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

const tables = StateField.define({
  create: find,
  update(value, tr) {
    const isMoved = tr.docChanged || tr.selection || tr.startState.field(marksShown) !== tr.state.field(marksShown);
    return isMoved || syntaxTree(tr.startState) !== syntaxTree(tr.state) ? find(tr.state) : value;
  },
  provide: (field) => EditorView.decorations.from(field),
});

// A caret that is put behind a table at the end of the text stands on a line of its own: else one writes into its last row.
const behindTheLast = EditorState.transactionFilter.of((tr) => {
  const end = tr.newDoc.length;
  if (tr.docChanged || !tr.isUserEvent("select.pointer") || tr.newSelection.main.head !== end) return tr;
  let isTable = false;
  tr.startState.field(tables).between(end, end, (_from, to) => {
    isTable ||= to === end;
  });
  return isTable ? [tr, { changes: { from: end, insert: "\n\n" }, selection: { anchor: end + 2 }, sequential: true }] : tr;
});

export const tableEditing = [tables, behindTheLast];
