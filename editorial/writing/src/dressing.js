// The text dressed as the page: headings sized, emphasis set, marks hidden but where the caret is, markers as chips.
import { Facet } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, WidgetType } from "@codemirror/view";
import { syntaxTree } from "@codemirror/language";
import { forEachDiagnostic, setDiagnosticsEffect } from "@codemirror/lint";
import { placeOf } from "./positions.js";
import { searchPanelOpen } from "@codemirror/search";
import { marksShown } from "./marks.js";
import { worksIn } from "./markup.js";
import { fill, make, words } from "./page.js";
import { told, useAt } from "./standings.js";

export const pictures = Facet.define({ combine: (values) => values[0] });

// Of several works in a bracket, the worst is what the chip shows.
const WORST_FIRST = ["contradicts", "does_not_support", "stale", "unchecked", "context_changed", "could_not_access", "partly", "supports"];
const SIGNS = {
  supports: "●",
  partly: "◐",
  could_not_access: "◌",
  context_changed: "◔",
  unchecked: "○",
  stale: "○",
  does_not_support: "✗",
  contradicts: "✗",
};
// A claim is seldom longer.
const FAR = 3000;

class Chip extends WidgetType {
  constructor(kind, label, standing = "") {
    super();
    Object.assign(this, { kind, label, standing });
  }

  eq(other) {
    return ["kind", "label", "standing"].every((name) => other[name] === this[name]);
  }

  toDOM() {
    const chip = make("span", { className: `chip ${this.kind}` }, this.label);
    if (this.standing) {
      chip.dataset.standing = this.standing;
      const sign = make("span", { className: "sign", textContent: SIGNS[this.standing] ?? "" });
      sign.setAttribute("aria-hidden", "true");
      chip.prepend(sign);
      chip.title = words.standings[this.standing] ?? "";
    }
    return chip;
  }

  ignoreEvent() {
    return false;
  }
}

class Thumbnail extends WidgetType {
  constructor(address, alt, caption) {
    super();
    Object.assign(this, { address, alt, caption });
  }

  eq(other) {
    return other.address === this.address && other.alt === this.alt && other.caption === this.caption;
  }

  toDOM() {
    const figure = make("span", { className: "thumbnail" });
    if (this.address) figure.append(make("img", { src: this.address, alt: this.alt }));
    figure.append(make("span", { textContent: this.caption || this.alt || words.picture }));
    return figure;
  }

  get estimatedHeight() {
    return this.address ? 140 : -1;
  }

  ignoreEvent() {
    return false;
  }
}

function citationChip(state, from, to) {
  const { labels } = state.field(told);
  const works = worksIn(state.sliceDoc(from, to));
  const label = works
    .map(({ key, place, isQuoted }) => [labels.get(key) || key, place, isQuoted ? "“…”" : ""].filter(Boolean).join(", "))
    .join("; ");
  const standings = useAt(state, from, to).map(({ use }) => use.standing);
  const standing = WORST_FIRST.find((name) => standings.includes(name)) ?? "";
  return new Chip("citation", label || "@", standing);
}

function pictureWidget(state, from, to) {
  const match = /^!\[([^\]]*)\]\((\S*?)(?:\s+(?:"(.*)"|'(.*)'|\((.*)\)))?\s*\)$/s.exec(state.sliceDoc(from, to));
  if (!match) return null;
  const address = state.facet(pictures)?.(match[2]) ?? "";
  return new Thumbnail(address, match[1], match[3] ?? match[4] ?? match[5] ?? match[2]);
}

const hidden = Decoration.replace({});
const styled = Object.fromEntries(
  ["emphasis", "strong", "struck", "code", "entry-link", "address", "mark", "heading-mark"].map((name) => [name, Decoration.mark({ class: name })]),
);
const lines = Object.fromEntries(
  ["heading-1", "heading-2", "heading-3", "quotation", "item", "rule"].map((name) => [name, Decoration.line({ class: name })]),
);
const claim = Decoration.mark({ class: "claim" });
const SPANS = { Emphasis: "emphasis", StrongEmphasis: "strong", Strikethrough: "struck", InlineCode: "code" };
const MARKS = new Set(["EmphasisMark", "StrikethroughMark", "CodeMark"]);

function dress(view) {
  const { state } = view;
  // What is replaced everywhere is seen everywhere.
  const all = state.field(marksShown) || searchPanelOpen(state);
  const ranges = view.hasFocus ? state.selection.ranges : [];
  const isNear = (from, to) => ranges.some((range) => range.from <= to && range.to >= from);
  const isOpen = (from, to) => all || isNear(from, to);
  const set = [];
  const hide = (from, to) => {
    // A line break may not be hidden by what a view adds.
    if (from < to && state.doc.lineAt(from).to >= to) set.push(hidden.range(from, to));
  };
  const wrong = [];
  forEachDiagnostic(state, ({ severity }, from, to) => {
    if (severity === "error") wrong.push([from, to]);
  });
  const chip = (node, widget) => {
    // What is wrong is shown as typed, so that one sees where.
    const isWrong = wrong.some(([from, to]) => from < node.to && to > node.from);
    const oneLine = state.doc.lineAt(node.from).to >= node.to;
    if (isWrong || isOpen(node.from, node.to) || !widget || !oneLine) set.push(styled.mark.range(node.from, node.to));
    else set.push(Decoration.replace({ widget }).range(node.from, node.to));
  };
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(state).iterate({
      from,
      to,
      enter(node) {
        const { name } = node;
        const heading = /^ATXHeading(\d)$/.exec(name);
        if (heading) {
          const line = state.doc.lineAt(node.from);
          set.push(lines[`heading-${Math.min(3, Number(heading[1]))}`].range(line.from));
          const mark = /^#+ ?/.exec(line.text)?.[0] ?? "";
          if (!isOpen(line.from, line.to)) hide(line.from, line.from + mark.length);
          else if (mark) set.push(styled["heading-mark"].range(line.from, line.from + mark.length));
        } else if (SPANS[name]) {
          set.push(styled[SPANS[name]].range(node.from, node.to));
        } else if (MARKS.has(name)) {
          const parent = node.node.parent;
          if (parent && !isOpen(parent.from, parent.to)) hide(node.from, node.to);
        } else if (name === "Citation") {
          chip(node, citationChip(state, node.from, node.to));
        } else if (name === "CitationNeeded") {
          const reason = state.sliceDoc(node.from + 3, node.to - 1).trim();
          chip(node, new Chip("needed", reason ? `${words.needed}: ${reason}` : words.needed));
        } else if (name === "NoteMark") {
          chip(node, new Chip("note", fill(words.note, { name: state.sliceDoc(node.from + 2, node.to - 1) })));
        } else if (name === "EntryLink") {
          const inner = state.sliceDoc(node.from + 2, node.to - 2);
          const bar = inner.indexOf("|");
          set.push(styled["entry-link"].range(node.from, node.to));
          if (!isOpen(node.from, node.to)) {
            hide(node.from, node.from + 2 + (bar < 0 ? 0 : bar + 1));
            hide(node.to - 2, node.to);
          }
        } else if (name === "Image") {
          chip(node, pictureWidget(state, node.from, node.to));
          return false;
        } else if (name === "Link") {
          const end = state.sliceDoc(node.from, node.to).lastIndexOf("](");
          set.push(styled.address.range(node.from, node.to));
          if (end > 0 && !isOpen(node.from, node.to)) {
            hide(node.from, node.from + 1);
            hide(node.from + end, node.to);
          }
        } else if (name === "Blockquote") {
          for (let pos = node.from; pos <= node.to; ) {
            const line = state.doc.lineAt(pos);
            set.push(lines.quotation.range(line.from));
            pos = line.to + 1;
          }
        } else if (name === "QuoteMark") {
          if (!isOpen(node.from, node.to + 1)) hide(node.from, Math.min(node.to + 1, state.doc.lineAt(node.from).to));
        } else if (name === "ListMark") {
          set.push(lines.item.range(state.doc.lineAt(node.from).from));
          set.push(styled["heading-mark"].range(node.from, node.to));
        } else if (name === "HorizontalRule") {
          set.push(lines.rule.range(state.doc.lineAt(node.from).from));
        }
        return undefined;
      },
    });
  }
  return Decoration.set(set, true);
}

// The words that the citations beside the caret vouch for.
function claims(view) {
  const { state } = view;
  if (!view.hasFocus) return Decoration.none;
  const { head } = state.selection.main;
  const set = [];
  const line = state.doc.lineAt(head);
  for (const { start, use } of useAt(state, line.from, line.to)) {
    const bracket = state.sliceDoc(Math.max(0, start - 300), start).lastIndexOf("[");
    const opening = bracket < 0 ? start : Math.max(0, start - 300) + bracket;
    const closing = line.from + Math.max(0, line.text.indexOf("]", start - line.from)) + 1;
    const begin = Math.max(0, opening - FAR);
    const typed = state.sliceDoc(begin, opening);
    let place = null;
    // The last place before the marker that has these words.
    for (let at = 0; use.claim && at < typed.length; ) {
      const next = placeOf(typed, use.claim, at);
      if (!next) break;
      place = next;
      at = next[0] + 1;
    }
    const from = place ? begin + place[0] : opening;
    if (place && head >= from && head <= closing + 1) set.push(claim.range(from, begin + place[1]));
  }
  return Decoration.set(set, true);
}

const plugin = (make_, isChanged) =>
  ViewPlugin.fromClass(
    class {
      constructor(view) {
        this.decorations = make_(view);
      }

      update(update) {
        if (isChanged(update)) this.decorations = make_(update.view);
      }
    },
    { decorations: (value) => value.decorations },
  );

const isMoved = (update) =>
  update.docChanged ||
  update.selectionSet ||
  update.viewportChanged ||
  update.focusChanged ||
  update.startState.field(told) !== update.state.field(told) ||
  update.startState.field(marksShown) !== update.state.field(marksShown) ||
  update.transactions.some((tr) => tr.reconfigured || tr.effects.some((effect) => effect.is(setDiagnosticsEffect))) ||
  syntaxTree(update.startState) !== syntaxTree(update.state);

// A click on a chip opens it: the caret stands where its place is written.
const opening = EditorView.domEventHandlers({
  mousedown(event, view) {
    const chip = event.target.closest?.(".chip, .thumbnail");
    if (!chip) return false;
    const from = view.posAtDOM(chip);
    const node = syntaxTree(view.state).resolve(from, 1);
    const to = Math.max(node.to, from + 1);
    event.preventDefault();
    view.dispatch({ selection: { anchor: Math.min(to - 1, view.state.doc.length) } });
    view.focus();
    return true;
  },
});

export const dressing = [marksShown, told, plugin(dress, isMoved), plugin(claims, isMoved), opening];
