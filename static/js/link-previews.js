/*
 * What an entry is, beside a link to it, while a mouse rests on the link or it has the keyboard's focus: a fragment of
 * this site, asked for once a page. A tap follows the link. It describes the link for screen readers, takes no focus,
 * can be pointed at, and is closed by Escape.
 */
import { place } from "./placing.js";

const ENTRY = /^\/(?:article|person|organisation|source)\/[^/]+\/$/;
const BOX = ".link-preview";
// No heading's words make an address with an underscore.
const ID = "id_preview";
const REST = 300;
const LEAVE = 250;

/* `ask` gives the fragment for a path that `entry` matches. */
export function linkPreviews(document, entry = ENTRY, ask = fragment) {
  const page = document.querySelector(".is-entry main");
  if (!page || !("popover" in HTMLElement.prototype)) return;
  const answers = new Map();
  let timer = 0;
  let link = null;
  let box = null;

  const later = (what, after) => {
    clearTimeout(timer);
    timer = setTimeout(what, after);
  };
  const close = () => {
    clearTimeout(timer);
    link?.removeAttribute("aria-describedby");
    box?.remove();
    link = box = null;
  };
  const open = async (wanted) => {
    close();
    link = wanted;
    const { pathname } = wanted;
    if (!answers.has(pathname)) answers.set(pathname, ask(pathname));
    const html = await answers.get(pathname);
    // Meanwhile it was left, or another one is wanted.
    if (link !== wanted || box || !html) return;
    box = Object.assign(document.createElement("div"), { className: "link-preview", id: ID, popover: "manual" });
    box.setAttribute("role", "tooltip");
    // The server's sanitiser has passed it.
    box.innerHTML = html;
    page.append(box);
    box.showPopover();
    place(box, link);
    link.setAttribute("aria-describedby", box.id);
  };

  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType !== "mouse") return;
    const over = linkAt(target, page, entry);
    if (over && over !== link) later(() => open(over), REST);
    else if (over || target.closest(BOX)) clearTimeout(timer);
    else later(close, LEAVE);
  });
  document.addEventListener("focusin", ({ target }) => {
    const focused = linkAt(target, page, entry);
    if (focused?.matches(":focus-visible")) later(() => open(focused), REST);
  });
  document.addEventListener("focusout", close);
  document.addEventListener("click", close);
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") close();
  });
}

/* The link to another entry of this site that this is in; not one to a place in it. */
function linkAt(target, page, entry) {
  const link = target.closest("a[href]");
  const leads = link && page.contains(link) && link.origin === location.origin && !link.hash && entry.test(link.pathname);
  return leads && link.pathname !== location.pathname ? link : null;
}

/* Nothing where the entry is gone. */
async function fragment(pathname) {
  try {
    const answer = await fetch(`${pathname}preview/`);
    return answer.ok ? await answer.text() : "";
  } catch {
    return "";
  }
}
