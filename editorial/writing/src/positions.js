// Where words of the page are in what was typed: markers, notes and the targets of links are skipped.

// A citation's bracket, whose quotation may hold brackets; a note's mark; a link's target; an address. What begins anew
// before it has ended is none of them, so that no text is read more than a few times over.
const INSIDE = String.raw`(?:[^\[\]"@]|"[^"\[\]\n]*")*`;
const QUOTED = String.raw`"(?:\\.|[^"\\\[]|\[(?![^\[\]"@]*@))*"`;
const TOKEN = new RegExp(
  String.raw`\[${INSIDE}@(?:[^\[\]"]|${QUOTED})*\]|\[\^[^\[\]\n]+\]:?|\[\[[^\[\]|\n]*\||\]\([^)\]\n]*\)|([\p{L}\p{N}\p{M}]+)`,
  "gu",
);
const OPENING = /(?:\[\[(?:[^\]|\n]*\|)?|[*_"“„«('‘])+$/u;
const CLOSING = /^[*_"”’»)\].!?…。！？]+/u;
// A sentence begins near the line that is named; a paragraph is seldom longer.
const FAR = 60000;

export function tokens(typed) {
  return [...typed.matchAll(TOKEN)]
    .filter((match) => match[1])
    .map((match) => ({ word: match[1].normalize("NFC"), from: match.index, to: match.index + match[0].length }));
}

// The offsets [from, to] of these words in `typed`, at or after `start`; null where they are not there any more.
export function placeOf(typed, words, start = 0) {
  const wanted = tokens(words).map((token) => token.word);
  if (!wanted.length) return null;
  const here = typed.slice(start, start + FAR);
  const present = tokens(here);
  const first = present.findIndex((_, n) => wanted.every((word, m) => present[n + m]?.word === word));
  if (first < 0) return null;
  const { from } = present[first];
  const { to } = present[first + wanted.length - 1];
  const opening = OPENING.exec(here.slice(Math.max(0, from - 300), from))?.[0] ?? "";
  const closing = CLOSING.exec(here.slice(to))?.[0] ?? "";
  return [start + from - opening.length, start + to + closing.length];
}

// What a link to the form says: the line, and the words looked for in it, if any are named.
export function readPlace(hash) {
  const match = /^#line-(\d+)(?::(.*))?$/.exec(hash);
  if (!match) return null;
  let words = "";
  try {
    words = decodeURIComponent(match[2] ?? "");
  } catch {
    // An incomplete escape: only the line is used.
  }
  return { line: Number(match[1]), words };
}
