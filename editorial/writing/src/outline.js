// The outline from the headings of the text; the one where the caret is, is marked, and each leads to its place.
import { ViewPlugin } from "@codemirror/view";
import { syntaxTree } from "@codemirror/language";
import { make } from "./page.js";

const box = document.getElementById("outline");

function headings(state) {
  const listed = [];
  syntaxTree(state).iterate({
    enter(node) {
      const level = /^ATXHeading(\d)$/.exec(node.name)?.[1];
      if (!level) return node.name === "Document";
      const text = state.sliceDoc(node.from, node.to).replace(/^#+\s*|\s*#+$/g, "");
      listed.push({ level: Number(level), from: node.from, text: text.replace(/\[[^\]]*\]|[*_~`]/g, "").trim() });
      return false;
    },
  });
  return listed;
}

function show(view) {
  const listed = headings(view.state);
  const top = Math.min(...listed.map(({ level }) => level));
  const { head } = view.state.selection.main;
  const here = listed.findLastIndex(({ from }) => from <= head);
  box.closest("section").hidden = !listed.length;
  box.replaceChildren(
    ...listed.map(({ level, from, text }, n) => {
      const button = make("button", { type: "button", textContent: text || "—" });
      if (n === here) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => {
        view.dispatch({ selection: { anchor: view.state.doc.lineAt(from).to }, scrollIntoView: true });
        view.focus();
      });
      const item = make("li", {}, button);
      item.dataset.level = Math.min(3, level - top + 1);
      return item;
    }),
  );
}

export const outline = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.timer = setTimeout(() => show(view));
    }

    update(update) {
      if (!update.docChanged && !update.selectionSet) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => show(update.view), 150);
    }

    destroy() {
      clearTimeout(this.timer);
    }
  },
);
