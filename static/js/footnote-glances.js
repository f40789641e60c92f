/*
 * A footnote beside its marker, while the pointer is over the marker or it has the keyboard focus.
 * The marker still links to the note itself; what is shown here is a copy to look at,
 * hidden from screen readers (they follow the link) and closed by Escape.
 */
const DELAY = 120;
const LINGER = 220;

export function glances(document) {
  let shown = null;
  let timer = 0;

  const close = () => {
    clearTimeout(timer);
    shown?.remove();
    shown = null;
  };

  const later = (what, after) => {
    clearTimeout(timer);
    timer = setTimeout(what, after);
  };

  const open = (marker) => {
    const note = document.getElementById(decodeURIComponent(marker.hash.slice(1)));
    if (!note || onScreen(note)) return;
    close();
    shown = copyOf(note, marker);
    shown.addEventListener("pointerenter", () => clearTimeout(timer));
    shown.addEventListener("pointerleave", () => later(close, LINGER));
    document.querySelector("main").append(shown);
    place(shown, marker);
  };

  for (const marker of document.querySelectorAll('a[role="doc-noteref"]')) {
    marker.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") later(() => open(marker), DELAY);
    });
    marker.addEventListener("pointerleave", () => later(close, LINGER));
    marker.addEventListener("focus", () => {
      if (marker.matches(":focus-visible")) open(marker);
    });
    marker.addEventListener("blur", close);
    marker.addEventListener("click", close);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
}

/* Of a note with several uses, the one of this marker. */
function copyOf(note, marker) {
  const box = document.createElement("div");
  box.className = "glance footnotes";
  box.setAttribute("aria-hidden", "true");
  for (const child of note.childNodes) box.append(child.cloneNode(true));
  for (const use of box.querySelectorAll(".uses > li")) {
    if (!use.querySelector(`[href="#${CSS.escape(marker.id)}"]`)) use.remove();
  }
  if (box.querySelector(".uses:not(.uses-alike) > li")) box.querySelector("p.standing")?.remove();
  for (const element of box.querySelectorAll("[id]")) element.removeAttribute("id");
  for (const link of box.querySelectorAll("a")) link.tabIndex = -1;
  return box;
}

function onScreen(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}

/* Under the marker, or above it where there is no room below. */
function place(box, marker) {
  const at = marker.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const start = Math.max(16, Math.min(at.left - 20, document.documentElement.clientWidth - width - 16));
  const below = at.bottom + 8;
  const top = below + height > innerHeight && at.top > height + 8 ? at.top - height - 8 : below;
  box.style.left = `${start + scrollX}px`;
  box.style.top = `${top + scrollY}px`;
}
