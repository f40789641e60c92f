// How each citation of the text stands, as the newest preview told: kept at its place while one writes.
import { RangeSet, RangeValue, StateEffect, StateField } from "@codemirror/state";
import { syntaxTree, ensureSyntaxTree } from "@codemirror/language";
import { worksIn } from "./markup.js";

export class Use extends RangeValue {
  constructor(told) {
    super();
    Object.assign(this, told);
  }

  eq(other) {
    return this.standing === other.standing && this.claim === other.claim && this.label === other.label;
  }
}
Use.prototype.startSide = 0;
Use.prototype.endSide = 0;

export const setUses = StateEffect.define();

// {uses: RangeSet of Use at the works of brackets, labels: key → "Service 2009"}
export const told = StateField.define({
  create: () => ({ uses: RangeSet.empty, labels: new Map() }),
  update(value, tr) {
    let { uses, labels } = value;
    if (tr.docChanged) {
      uses = uses.map(tr.changes);
      // What is being rewritten stands as nothing until the next preview.
      tr.changes.iterChangedRanges((_a, _b, from, to) => {
        uses = uses.update({ filter: (start, end) => end < from || start > to, filterFrom: from, filterTo: to });
      });
    }
    for (const effect of tr.effects) {
      if (effect.is(setUses)) ({ uses, labels } = effect.value);
    }
    return uses === value.uses && labels === value.labels ? value : { uses, labels };
  },
});

const NAMES = new Set(["Citation"]);

// Each work of each bracket, in the order of the text.
export function worksOf(state) {
  const works = [];
  (ensureSyntaxTree(state, state.doc.length, 500) ?? syntaxTree(state)).iterate({
    enter(node) {
      if (!NAMES.has(node.name)) return;
      const bracket = state.sliceDoc(node.from, node.to);
      for (const work of worksIn(bracket)) {
        works.push({ ...work, from: node.from + work.at, to: node.from + work.at + work.key.length + 1 });
      }
    },
  });
  return works;
}

// The preview's citations, by the line of their bracket and their order in it, at the works that are typed there.
export function placeUses(state, listed) {
  const labels = new Map(listed.map(({ key, label }) => [key, label]));
  const waiting = new Map();
  for (const use of listed) {
    const slot = `${use.line} ${use.key}`;
    waiting.set(slot, [...(waiting.get(slot) ?? []), use]);
  }
  const ranges = [];
  for (const work of worksOf(state)) {
    const slot = `${state.doc.lineAt(work.from).number} ${work.key}`;
    const use = waiting.get(slot)?.shift();
    if (use) ranges.push(new Use(use).range(work.from, work.to));
  }
  return setUses.of({ uses: RangeSet.of(ranges), labels });
}

export function useAt(state, from, to) {
  const met = [];
  state.field(told).uses.between(from, to, (start, end, use) => {
    met.push({ start, end, use });
  });
  return met;
}
