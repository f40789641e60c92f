/*
 * Where a box beside a word stands: in the empty column at the end of the text, if there is one; else under the word, or
 * above it where there is more room; never off the sides. Nor over the words that it is about (`around`), if there is
 * room beside them.
 */
const GAP = 8;
const EDGE = 16;
const MARGIN = 28;
const MIN_WIDTH = 290;
const MAX_WIDTH = 380;
// How far below its word a box may stand, under what is there.
const MAX_DROP = 200;
const TAKEN = ".facts, .contents";

export function place(box, word, around = []) {
  const at = word.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  box.style.maxBlockSize = "";
  box.style.inlineSize = "";
  const isRightToLeft = getComputedStyle(box).direction === "rtl";
  if (placeBeside(box, word, isRightToLeft)) return true;
  box.style.inlineSize = "";
  const edges = [word, ...around].flatMap((element) => [...element.getClientRects()]);
  const top = Math.min(...edges.map((edge) => edge.top));
  const bottom = Math.max(...edges.map((edge) => edge.bottom));
  const below = clientHeight - bottom - GAP - EDGE;
  const above = top - GAP - EDGE;
  const isBelow = box.offsetHeight <= below || below >= above;
  box.style.maxBlockSize = `${Math.max(isBelow ? below : above, 120)}px`;
  const { offsetWidth: width, offsetHeight: height } = box;
  const wished = isRightToLeft ? at.right + 20 - width : at.left - 20;
  const wanted = isBelow ? bottom + GAP : top - GAP - height;
  move(box, Math.max(EDGE, Math.min(wished, clientWidth - width - EDGE)), wanted);
  return false;
}

/* Whether the box fits at the end side of the text, at the height of the word or a little below, over nothing there. */
function placeBeside(box, word, isRightToLeft) {
  const text = word.closest(".text")?.getBoundingClientRect();
  if (!text) return false;
  const { clientWidth } = document.documentElement;
  const room = (isRightToLeft ? text.left : clientWidth - text.right) - MARGIN - EDGE;
  if (room < MIN_WIDTH) return false;
  const width = Math.min(room, MAX_WIDTH);
  const left = isRightToLeft ? text.left - MARGIN - width : text.right + MARGIN;
  const top = word.getBoundingClientRect().top - GAP;
  box.style.inlineSize = `${width}px`;
  move(box, left, top);
  const part = covered(box);
  if (!part) return true;
  const lower = part.getBoundingClientRect().bottom + 2 * GAP;
  if (lower > top + MAX_DROP) return false;
  move(box, left, lower);
  return !covered(box);
}

/* What stands beside the text and would be covered by the box. */
function covered(box) {
  const own = box.getBoundingClientRect();
  return [...document.querySelectorAll(TAKEN)].find((part) => {
    const other = part.getBoundingClientRect();
    return own.left < other.right && other.left < own.right && own.top < other.bottom + GAP && other.top < own.bottom + GAP;
  });
}

/* Within the window, from top to bottom. */
function move(box, left, top) {
  const { clientHeight } = document.documentElement;
  box.style.left = `${left + scrollX}px`;
  box.style.top = `${Math.max(EDGE, Math.min(top, clientHeight - box.offsetHeight - EDGE)) + scrollY}px`;
}
