/* Searches the prebuilt index: entries that have every word, the last of which may go on; names first. */
import { counted } from "../../../static/office/counted.js";

const { load, root } = window.stetEdition;
const MAX_SHOWN = 50;
const ENTRIES_A_FILE = 1000;
const LETTERS = 2;
// As the site's search folds words: letters that Unicode does not decompose, and signs that are mostly left out.
const PLAIN = { ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", ħ: "h", ß: "ss", ς: "σ" };
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/u;
// Scripts without spaces have a word a character.
const PARTS = new RegExp(`${UNSPACED.source}\\p{M}*|(?:(?!${UNSPACED.source}).)+`, "gu");
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

// Cyrillic and Greek letters, folded, in the Latin ones under which the index has names in these scripts, too.
const LATIN = new Map(
  "аa бb вv гg дd еe жzh зz иi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya ђdj єie ѕdz іi јj љlj њnj ћc ўu џdzh ґg αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs τt υy φf χch ψps ωo"
    .split(" ")
    .map((pair) => [pair[0], pair.slice(1)]),
);
const latin = (word) => [...word].map((letter) => LATIN.get(letter) ?? letter).join("");

const words = new Map();
const entries = new Map();
let parts = new Set();
Object.assign(window.stetEdition, {
  words: (name, rows) => words.set(name, rows),
  entries: (number, rows) => entries.set(number, rows),
  index: (names) => (parts = new Set(names)),
});

// Accents, points and vowel signs that the site leaves out, and what joins or parts letters without a gap.
const LEFT_OUT = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u094d\u09bc\u09cd\u0a3c\u0a4d\u0abc\u0acd\u0bcd\u0c4d\u0ccd\u0d4d\u0e38-\u0e3a\u0e48-\u0e4b\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u00ad\u200b-\u200d\u2060\ufeff\u02b0-\u02ff\u0640]/gu;

function folded(text) {
  const plain = text
    .toLowerCase()
    .normalize("NFKD")
    .replace(LEFT_OUT, "")
    .replace(/[łøđðþæœıħßς]/gu, (letter) => PLAIN[letter])
    .normalize("NFKC");
  return (plain.match(WORD) ?? []).flatMap((word) => word.match(PARTS));
}

const nameOf = (word) => [...word].slice(0, LETTERS).map((letter) => letter.codePointAt(0).toString(16)).join("-");

/* Entries with a word, or with one that begins so, and what each counts for. */
async function having(word, goesOn) {
  const name = nameOf(word);
  const names = goesOn && [...word].length < LETTERS ? [...parts].filter((part) => part === name || part.startsWith(`${name}-`)) : [name].filter((part) => parts.has(part));
  await Promise.all(names.map((part) => load(`search/words-${part}.js`)));
  const weights = new Map();
  for (const part of names) {
    for (const [stored, pairs] of Object.entries(words.get(part) ?? {})) {
      if (stored !== word && !(goesOn && stored.startsWith(word))) continue;
      const share = stored === word ? 2 : 1;
      for (let at = 0; at < pairs.length; at += 2) {
        weights.set(pairs[at], Math.max(weights.get(pairs[at]) ?? 0, pairs[at + 1] * share));
      }
    }
  }
  return weights;
}

/* The same, or as the word is written in Latin letters. */
async function meaning(word, goesOn) {
  const spellings = [...new Set([word, latin(word)])].filter(Boolean);
  const [weights, ...others] = await Promise.all(spellings.map((spelling) => having(spelling, goesOn)));
  for (const [number, weight] of others.flatMap((list) => [...list])) {
    weights.set(number, Math.max(weights.get(number) ?? 0, weight));
  }
  return weights;
}

async function find(query) {
  const asked = folded(query);
  const lists = await Promise.all(asked.map((word, place) => meaning(word, place === asked.length - 1)));
  if (!lists.length) return [];
  const [first, ...others] = lists.sort((one, other) => one.size - other.size);
  return [...first]
    .filter(([number]) => others.every((list) => list.has(number)))
    .map(([number, weight]) => [number, others.reduce((sum, list) => sum + list.get(number), weight)])
    .sort(([one, weight], [other, more]) => more - weight || one - other)
    .map(([number]) => number);
}

const made = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text, ...more });

async function show(numbers, kind, section) {
  const files = [...new Set(numbers.map((number) => Math.floor(number / ENTRIES_A_FILE)))];
  await Promise.all(files.map((file) => load(`search/entries-${file}.js`)));
  const rows = numbers.map((number) => entries.get(Math.floor(number / ENTRIES_A_FILE))[number % ENTRIES_A_FILE]).filter((row) => !kind || row[2].startsWith(`${kind}/`));
  const { count, none, first } = section.dataset;
  const tally = rows.length ? counted(count, rows.length) : none;
  const list = made("ol", "", { className: "hits" });
  for (const [title, of, path, summary] of rows.slice(0, MAX_SHOWN)) {
    const item = made("li", "");
    const heading = made("h2", "");
    const address = path.split("/").map(encodeURIComponent).join("/");
    heading.append(made("a", title, { href: `${root}${address}/index.html` }), " ", made("span", section.dataset.kinds.split("|")[of], { className: "kind" }));
    item.append(heading);
    if (summary) item.append(made("p", summary, { className: "said" }));
    list.append(item);
  }
  const told = made("p", rows.length > MAX_SHOWN ? `${tally} ${first.replace("%s", MAX_SHOWN)}` : tally, { className: "tally" });
  told.setAttribute("role", "status");
  section.replaceChildren(told, list);
}

async function search() {
  const section = document.querySelector("[data-edition-search]");
  const query = new URLSearchParams(location.search).get("q")?.trim() ?? "";
  const kind = new URLSearchParams(location.search).get("kind") ?? "";
  for (const field of document.querySelectorAll('input[name="q"]')) field.value = query;
  const choice = document.querySelector('select[name="kind"]');
  if (choice) choice.value = kind;
  if (!query) return;
  await load("search/index.js");
  await show(await find(query), kind, section);
}

search();
