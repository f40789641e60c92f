/* Where a box beside a word stands: under it, or above it where there is more room; never off the sides. */
const GAP = 8;
const EDGE = 16;

export function place(box, word) {
  const at = word.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const below = clientHeight - at.bottom - GAP - EDGE;
  const above = at.top - GAP - EDGE;
  box.style.maxBlockSize = "";
  const isBelow = box.offsetHeight <= below || below >= above;
  box.style.maxBlockSize = `${Math.max(isBelow ? below : above, 120)}px`;
  const { offsetWidth: width, offsetHeight: height } = box;
  const isRightToLeft = getComputedStyle(box).direction === "rtl";
  const wished = isRightToLeft ? at.right + 20 - width : at.left - 20;
  box.style.left = `${Math.max(EDGE, Math.min(wished, clientWidth - width - EDGE)) + scrollX}px`;
  box.style.top = `${(isBelow ? at.bottom + GAP : at.top - GAP - height) + scrollY}px`;
}
