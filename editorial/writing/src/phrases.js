// The editor’s own sentences, in the words that the template gives them.
import { words } from "./page.js";

const PHRASES = {
  find: "Find",
  replaceWith: "Replace",
  next: "next",
  previous: "previous",
  all: "all",
  matchCase: "match case",
  wholeWords: "by word",
  pattern: "regexp",
  replace: "replace",
  replaceAll: "replace all",
  close: "close",
  onLine: "on line",
  currentMatch: "current match",
  proposals: "Completions",
  problems: "Diagnostics",
  goToLine: "Go to line",
  go: "go",
  replacedOne: "replaced match on line $",
  replacedAll: "replaced $ matches",
};
export const phrases = Object.fromEntries(Object.entries(words.phrases).map(([name, phrase]) => [PHRASES[name], phrase]));

