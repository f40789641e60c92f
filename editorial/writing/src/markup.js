// The markup of an entry as a language of the editor: CommonMark with tables and strikethrough, and our brackets.
import { Language, defineLanguageFacet, languageDataProp } from "@codemirror/language";
import { parser, Strikethrough, Table } from "@lezer/markdown";

const BRACKET = "[".charCodeAt(0);
const QUOTED = String.raw`"(?:\\.|[^"\\])*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»`;
// The order matters: `[@?` asks for a citation, and `[[` is a link.
const OURS = [
  ["CitationNeeded", /^\[@\?(?:[^[\]\\]|\\.)*\]/s],
  ["NoteMark", /^\[\^[^\]\n]+\]/],
  ["EntryLink", /^\[\[[^[\]\n]+\]\]/],
  ["Citation", new RegExp(String.raw`^\[(?:[^[\]"“„«\\]|\\.|${QUOTED})*\]`, "su")],
];
const KEY = /(?<![\p{L}\p{N}])@[A-Za-z0-9]/u;
// A longer bracket is looked at as plain words while one types.
const MAX_BRACKET = 6000;

const brackets = {
  name: "OurBrackets",
  before: "Link",
  parse(cx, next, pos) {
    if (next !== BRACKET) return -1;
    const rest = cx.slice(pos, Math.min(cx.end, pos + MAX_BRACKET));
    for (const [name, pattern] of OURS) {
      const match = pattern.exec(rest);
      if (match && (name !== "Citation" || KEY.test(match[0]))) return cx.addElement(cx.elt(name, pos, pos + match[0].length));
    }
    return -1;
  },
};

const data = defineLanguageFacet({});
const read = parser.configure([
  Table,
  Strikethrough,
  {
    defineNodes: OURS.map(([name]) => name),
    parseInline: [brackets],
    remove: ["HTMLBlock", "HTMLTag", "LinkReference", "SetextHeading"],
    props: [languageDataProp.add({ Document: data })],
  },
]);

export const language = new Language(data, read, [], "entry");

// The works of one bracket: the key, what stands before and behind it, and where the key is in the bracket.
const WORK = new RegExp(String.raw`(?<![\p{L}\p{N}])@([A-Za-z0-9][\w:.#$%&+?<>~/-]*[\w/]|[A-Za-z0-9])((?:[^;"“„«\]]|${QUOTED})*)`, "gu");

export function worksIn(bracket) {
  return [...bracket.matchAll(WORK)].map((match) => ({
    key: match[1],
    at: match.index,
    place: match[2]
      .replace(new RegExp(QUOTED, "gu"), "")
      .replace(/[\s,]+$/u, "")
      .replace(/^[\s,]+/u, ""),
    isQuoted: new RegExp(QUOTED, "u").test(match[2]),
  }));
}
