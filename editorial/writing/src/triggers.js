// What asks for proposals, before the caret.
export const MIN_TYPED = 2;
// Behind `@`: a key, or the words of a title or an author, until a comma.
export const CITING = /\[(?:[^[\]\n]*[\s;(])?-?@([\p{L}\p{N}_:.'’ -]*)$/u;
export const LINKING = /\[\[([^[\]|\n]*)$/;
