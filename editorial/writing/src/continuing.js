// Enter in a list or a quotation goes on with it; in an item without words it ends it.
import { Prec } from "@codemirror/state";
import { keymap } from "@codemirror/view";

const ITEM = /^(\s*(?:> ?)*)(?:([-*+]) |(\d{1,9})([.)]) )?(.*)$/;

function goOn({ state, dispatch }) {
  const { main } = state.selection;
  const line = state.doc.lineAt(main.head);
  const [, before, bullet, number, dot, words] = ITEM.exec(line.text);
  const mark = bullet ? `${bullet} ` : number ? `${Number(number) + 1}${dot} ` : "";
  if (!main.empty || (!mark && !before.includes(">")) || main.head < line.to - words.length) return false;
  if (!words.trim()) {
    // An empty line ends it: words on the next line would still belong to the item before.
    const changes = { from: line.from, to: line.to, insert: "\n" };
    dispatch(state.update({ changes, selection: { anchor: line.from + 1 }, userEvent: "input" }));
    return true;
  }
  const insert = `\n${before}${mark}`;
  dispatch(
    state.update({
      changes: { from: main.head, insert },
      selection: { anchor: main.head + insert.length },
      scrollIntoView: true,
      userEvent: "input",
    }),
  );
  return true;
}

export const continuing = Prec.high(keymap.of([{ key: "Enter", run: goOn }]));
