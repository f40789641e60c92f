// What is pasted or dropped: formatted words are offered as markup, a picture becomes a row of the form and its line.
import { EditorView } from "@codemirror/view";
import { form } from "./page.js";

function putPicture(view, file, at) {
  const taken = new CustomEvent("picture-wanted", {
    detail: {
      file,
      placed(name) {
        const { doc } = view.state;
        const end = doc.lineAt(Math.min(at, doc.length)).to;
        const before = doc.lineAt(end).length ? "\n\n" : "";
        const insert = `${before}![](${name})\n`;
        view.dispatch({ changes: { from: end, insert }, selection: { anchor: end + before.length + 2 }, scrollIntoView: true });
      },
    },
  });
  form.dispatchEvent(taken);
}

const picturesIn = (transfer) => [...(transfer?.files ?? [])].filter((file) => file.type.startsWith("image/"));

export const pasting = EditorView.domEventHandlers({
  paste(event, view) {
    const files = picturesIn(event.clipboardData);
    const html = event.clipboardData.getData("text/html");
    const plain = event.clipboardData.getData("text/plain");
    if (files.length && !plain) {
      event.preventDefault();
      for (const file of files) putPicture(view, file, view.state.selection.main.head);
      return true;
    }
    const { from } = view.state.selection.main;
    setTimeout(() => {
      const words = view.state.sliceDoc(from, view.state.selection.main.to);
      form.dispatchEvent(new CustomEvent("words-pasted", { detail: { from, words, html, plain } }));
    });
    return false;
  },
  drop(event, view) {
    const files = picturesIn(event.dataTransfer);
    if (!files.length) return false;
    event.preventDefault();
    const at = view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.doc.length;
    for (const file of files) putPicture(view, file, at);
    return true;
  },
});
