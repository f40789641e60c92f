/*
 * Where a box beside a word stands: under it, or above it where there is more room; never off the sides. Nor over the
 * words that it is about (`around`), if there is room beside them.
 */
const GAP = 8;
const EDGE = 16;

export function place(box, word, around = []) {
  const at = word.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const edges = [word, ...around].flatMap((element) => [...element.getClientRects()]);
  const top = Math.min(...edges.map((edge) => edge.top));
  const bottom = Math.max(...edges.map((edge) => edge.bottom));
  const below = clientHeight - bottom - GAP - EDGE;
  const above = top - GAP - EDGE;
  box.style.maxBlockSize = "";
  const isBelow = box.offsetHeight <= below || below >= above;
  box.style.maxBlockSize = `${Math.max(isBelow ? below : above, 120)}px`;
  const { offsetWidth: width, offsetHeight: height } = box;
  const isRightToLeft = getComputedStyle(box).direction === "rtl";
  const wished = isRightToLeft ? at.right + 20 - width : at.left - 20;
  box.style.left = `${Math.max(EDGE, Math.min(wished, clientWidth - width - EDGE)) + scrollX}px`;
  const wanted = isBelow ? bottom + GAP : top - GAP - height;
  box.style.top = `${Math.max(EDGE, Math.min(wanted, clientHeight - height - EDGE)) + scrollY}px`;
}
