// The typed form of a table, as the server reads it: a bar parts cells unless a backslash stands right before it.

const RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

// The cells of one line, as [from, to] in it, without the white space around them.
export function cellsOf(line) {
  const bars = [];
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === "|" && line[at - 1] !== "\\") bars.push(at);
  }
  const starts = /^\s*\|/.test(line) ? bars.map((bar) => bar + 1) : [0, ...bars.map((bar) => bar + 1)];
  const last = line.trimEnd().length;
  return starts
    .map((from) => [from, bars.find((bar) => bar >= from) ?? last])
    .filter(([from], n) => n === 0 || from < last)
    .map(([from, to]) => {
      const inner = line.slice(from, to);
      const begin = from + (inner.length - inner.trimStart().length);
      const blank = Math.min(from + 1, to);
      return inner.trim() ? [begin, from + inner.trimEnd().length] : [blank, blank];
    });
}

const escaped = (typed) => typed.replace(/\s*\n\s*/g, " ").replace(/\|/g, "\\|").trim();
const unescaped = (source) => source.replace(/\\\|/g, "|");
const lineOf = (cells) => `| ${cells.join(" | ")} |`;
const partsOf = (line) => cellsOf(line).map(([from, to]) => line.slice(from, to));

// Rows of cells in plain words, the labels of the columns first; null where it is no table, or where a row has cells
// that no page shows: such a table is written as text.
export function tableIn(source) {
  const lines = source.split("\n");
  if (lines.length < 2 || !RULE.test(lines[1])) return null;
  const rows = [lines[0], ...lines.slice(2)].map((line) => partsOf(line).map(unescaped));
  const columns = rows[0].length;
  return rows.some((row) => row.length > columns) ? null : { rows, columns };
}

// The same table with one cell in other words; every other character stays.
export function withCell(source, row, column, typed) {
  const lines = source.split("\n");
  const at = row ? row + 1 : 0;
  const cells = cellsOf(lines[at]);
  if (column < cells.length) {
    const [from, to] = cells[column];
    const before = lines[at].slice(0, from);
    const after = lines[at].slice(to);
    // A cell that was empty gets its white space again.
    lines[at] = before + (/\|$/.test(before) ? " " : "") + escaped(typed) + (after.startsWith("|") ? " " : "") + after;
  } else {
    const parts = partsOf(lines[at]);
    while (parts.length < column) parts.push("");
    lines[at] = lineOf([...parts, escaped(typed)]);
  }
  return lines.join("\n");
}

export function withRow(source, after) {
  const lines = source.split("\n");
  const { columns } = tableIn(source);
  lines.splice(after ? after + 2 : 2, 0, lineOf(Array(columns).fill("")));
  return lines.join("\n");
}

export function withoutRow(source, row) {
  const lines = source.split("\n");
  if (row) lines.splice(row + 1, 1);
  return lines.join("\n");
}

// A column behind this one, or without this one.
export function withColumns(source, column, isAdded) {
  const { columns } = tableIn(source);
  return source
    .split("\n")
    .map((line, n) => {
      const parts = partsOf(line);
      while (parts.length < columns) parts.push("");
      if (isAdded) parts.splice(column + 1, 0, n === 1 ? "---" : "");
      else if (columns > 1) parts.splice(column, 1);
      return lineOf(parts);
    })
    .join("\n");
}
