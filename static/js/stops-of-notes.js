/*
 * Where notes open at their markers, the keyboard passes the lists of notes without a stop, but for the note that an
 * address has led to: what the lists offer is in the boxes too.
 */
const NOTE = ":is(.footnotes, .notes, .needs) > ol > li";
const STOPS = `${NOTE} :is([role="doc-backlink"], summary)`;

export function stopsOfNotes(document) {
  if (!document.getElementById("note-box") || !("popover" in HTMLElement.prototype)) return;
  const settle = () => {
    const target = document.querySelector(":target")?.closest(NOTE);
    for (const stop of document.querySelectorAll(STOPS)) {
      if (target?.contains(stop)) stop.removeAttribute("tabindex");
      else stop.tabIndex = -1;
    }
  };
  settle();
  addEventListener("hashchange", settle);
}
