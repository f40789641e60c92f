// Whether the marks are shown throughout: when it is asked for, and while one searches and replaces.
import { StateEffect, StateField } from "@codemirror/state";

export const setMarks = StateEffect.define();
export const marksShown = StateField.define({
  create: () => false,
  update: (value, tr) => tr.effects.reduce((shown, effect) => (effect.is(setMarks) ? effect.value : shown), value),
});
