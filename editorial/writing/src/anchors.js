// Where the words of a comment stand: found as `editorial/comments/anchors.py` finds them, only as they were, or nowhere.
export function placeOfAnchor(text, { exact, before, after, around }) {
  let place = null;
  for (let start = text.indexOf(exact); start >= 0; start = text.indexOf(exact, start + 1)) {
    const end = start + exact.length;
    if (text.slice(Math.max(0, start - around), start) !== before && text.slice(end, end + around) !== after) continue;
    if (place) return null;
    place = [start, end];
  }
  return place;
}
