/*
 * A note opens where it is called: by click, tap or Enter in a box at its marker, which the keyboard is then in, and
 * under a mouse that rests there as a preview. The words that it is there for are marked meanwhile. Without script, and
 * in browsers without popovers, a marker leads to the list.
 */
import { place } from "./placing.js";

const MARKER = 'a[role="doc-noteref"]';
const BACK = '[role="doc-backlink"]';
const BOX = ".note-box";
const REST = 150;
const LEAVE = 250;
// The way of the mouse to a box that is not at the marker.
const FAR = 700;
// A window too low for a note below the middle, as one that is magnified four times.
const LOW = 400;
// What leads from the top of the page to the first marker of a kind, and from one to the next.
const WAY = '.entry-top a[href^="#"], .to-next';

export function notesInPlace(document) {
  const pattern = document.getElementById("note-box");
  if (!pattern || !("popover" in HTMLElement.prototype)) return;
  const boxes = new Map();
  let timer = 0;
  let preview = null;
  let isFar = false;
  // The marker under the pointer if its box was open when the button went down: the browser closes that by itself.
  let closing = null;

  const later = (what, after) => {
    clearTimeout(timer);
    timer = setTimeout(what, after);
  };
  const endPreview = () => {
    clearTimeout(timer);
    preview?.hidePopover();
    preview = null;
  };
  const isOpen = (marker) => boxes.has(marker) && boxes.get(marker) !== preview;

  /* `kept`: until it is closed, with the keyboard in it; else as a preview. */
  const open = (marker, { kept }) => {
    const note = document.getElementById(decodeURIComponent(marker.hash.slice(1)))?.closest("li");
    if (!note) return false;
    endPreview();
    const box = filled(pattern.content.firstElementChild.cloneNode(true), marker, note);
    const words = wordsOf(marker);
    (marker.closest(BOX) ?? document.querySelector("main")).append(box);
    box.popover = kept ? "auto" : "manual";
    boxes.set(marker, box);
    if (kept) {
      box.id = `box-of-${idOf(marker)}`;
      marker.setAttribute("aria-controls", box.id);
      marker.setAttribute("aria-expanded", "true");
    } else {
      preview = box;
    }
    for (const piece of words) piece.classList.add("is-marked");
    box.addEventListener("beforetoggle", ({ newState }) => {
      if (newState !== "closed") return;
      boxes.delete(marker);
      for (const piece of words) piece.classList.remove("is-marked");
      marker.removeAttribute("aria-controls");
      marker.setAttribute("aria-expanded", "false");
      // Unless something else was pressed that takes the keyboard.
      const { activeElement: focused } = document;
      if (kept && (box.contains(focused) || focused.tabIndex < 0)) marker.focus({ preventScroll: true });
    });
    box.addEventListener("toggle", ({ newState }) => {
      if (newState === "closed") box.remove();
    });
    box.addEventListener("keydown", (event) => leave(event, box, marker));
    box.addEventListener("click", (event) => {
      if (event.target.closest(".close, .to-list")) box.hidePopover();
    });
    box.showPopover();
    isFar = place(box, marker, words);
    if (kept) box.focus({ preventScroll: true });
    return true;
  };

  const reach = (marker) => {
    if (!marker?.matches(MARKER)) return;
    marker.scrollIntoView({ block: innerHeight < LOW ? "start" : "center" });
    open(marker, { kept: true });
  };

  for (const marker of document.querySelectorAll(MARKER)) marker.setAttribute("aria-expanded", "false");

  document.addEventListener(
    "pointerdown",
    (event) => {
      const marker = event.target.closest(MARKER);
      closing = marker && isOpen(marker) ? marker : null;
    },
    true,
  );
  document.addEventListener("click", (event) => {
    const marker = event.target.closest(MARKER);
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const way = event.target.closest(WAY);
    // The browser goes there first, and shows a fact that is folded away.
    if (way) setTimeout(() => reach(document.getElementById(way.hash.slice(1))));
    if (!marker) return;
    // Without a pointer (Enter, screen readers) nothing has closed it yet.
    if (isOpen(marker)) boxes.get(marker).hidePopover();
    else if (event.detail && closing === marker) marker.focus({ preventScroll: true });
    else if (!open(marker, { kept: true })) return;
    event.preventDefault();
  });
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const marker = event.target.closest(MARKER);
    if (marker && !boxes.size) later(() => open(marker, { kept: false }), REST);
    else if (event.target.closest(BOX) || (marker && boxes.has(marker))) clearTimeout(timer);
    else later(endPreview, isFar ? FAR : LEAVE);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") endPreview();
  });
  addEventListener("resize", () => boxes.forEach((box, marker) => place(box, marker, wordsOf(marker))));
}

/* In a copy of the note, the id of its marker is kept as data: a page has each id once. */
function idOf(marker) {
  return marker.id || marker.dataset.id;
}

/* The box with the note's standing, the note, and its links: of several uses, those of this marker. */
function filled(box, marker, note) {
  const backs = [...note.querySelectorAll(BACK)];
  const use = Math.max(0, backs.findIndex((back) => back.hash === `#${idOf(marker)}`));
  const letter = backs[use]?.textContent;
  const alike = [...note.querySelectorAll(".uses > li")].find((group) =>
    [...group.querySelectorAll(".use")].some((shown) => shown.textContent === letter),
  );
  const standing = alike ?? note.querySelector("p.standing");
  const verdict = (standing?.querySelector(".verdict") ?? standing)?.cloneNode(true).childNodes ?? [];
  const name = marker.getAttribute("aria-label");
  const said = box.querySelector(".note-said");
  const first = document.createElement("p");
  first.className = standing?.className ?? "note-name";
  first.append(...(standing ? [...verdict].filter((node) => !node.classList?.contains("use")) : [name]));
  said.append(first);
  for (const child of note.children) {
    if (!child.matches(".standing, .uses, .back, details")) said.append(child.cloneNode(true));
  }
  for (const element of said.querySelectorAll(BACK)) element.remove();
  for (const link of said.querySelectorAll("[tabindex='-1']")) link.removeAttribute("tabindex");
  for (const element of said.querySelectorAll("[id]")) {
    element.dataset.id = element.id;
    element.removeAttribute("id");
  }
  const claim = note.querySelectorAll(".to-claim")[use];
  const links = [note.querySelector(".to-source"), claim].filter(Boolean).map((link) => link.cloneNode(true));
  box.querySelector(".to-list").before(...links);
  box.querySelector(".to-list").href = marker.hash;
  const correct = box.querySelector(".to-correct");
  // Without a document of its own the pattern's address is no whole one yet.
  if (claim) correct.setAttribute("href", `${correct.getAttribute("href")}?claim=${claim.pathname.split("/")[2]}`);
  else correct.remove();
  leadOn(box.querySelector(".to-next"), marker);
  box.setAttribute("aria-label", name);
  const { lang, dir } = note.closest("[lang]");
  Object.assign(said, { lang, dir });
  return box;
}

/* The way to the next marker that stands as this one does, from the last one to the first; none where it is as it should be. */
function leadOn(way, marker) {
  const { classList } = marker.parentElement;
  const kind = ["ref-doubted", "needed", ...classList].find(
    (name) => classList.contains(name) && name !== "ref" && name !== "ref-supports",
  );
  const alike = kind ? [...document.querySelectorAll(`.entry .${kind} > ${MARKER}`)] : [];
  const at = alike.indexOf(marker);
  if (at < 0 || alike.length < 2) return way.remove();
  way.href = `#${alike[(at + 1) % alike.length].id}`;
  way.append(` (${at + 1}/${alike.length})`);
}

/* What the marker's citation is there for: the claim before it, which an element in the text may part, or the fact. */
function wordsOf(marker) {
  const refs = marker.closest(".refs");
  const block = refs?.closest("p,li,td,th,dd,figcaption,h2,h3,h4,h5,h6");
  if (!block || marker.hash.startsWith("#note-")) return [];
  const pieces = [...block.querySelectorAll(".claim, .refs")];
  const before = pieces.slice(0, pieces.indexOf(refs));
  const words = before.slice(before.findLastIndex((piece) => piece.matches(".refs")) + 1);
  return words.length || !block.matches("dd") ? words : [block];
}

/* Enter on the box itself closes it as it opened it; Tab leaves it at its ends, to go on from the marker. */
function leave(event, box, marker) {
  if (event.target.closest(BOX) !== box) return;
  const stops = [...box.querySelectorAll("a[href], button")].filter((stop) => stop.checkVisibility());
  const atEnd = event.shiftKey
    ? [box, stops[0]].includes(event.target)
    : event.target === stops.at(-1);
  if (event.key === "Enter" && event.target === box) event.preventDefault();
  else if (event.key !== "Tab" || !atEnd) return;
  else if (event.shiftKey) event.preventDefault();
  box.hidePopover();
  marker.focus({ preventScroll: true });
}
