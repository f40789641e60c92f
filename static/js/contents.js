/*
 * Contents that show where one is: the link of the section that is being read has `aria-current`.
 * A section is read from where its heading has passed the upper third of the window.
 */
export function contents(document) {
  const list = document.querySelector(".contents");
  const links = new Map();
  for (const link of list?.querySelectorAll("a") ?? []) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const passed = new Set();
  let current;
  // Everything above the line counts as in sight, so that no heading can be jumped over.
  const observer = new IntersectionObserver(
    (changes) => {
      for (const { target, isIntersecting } of changes) passed[isIntersecting ? "add" : "delete"](target);
      const link = links.get([...links.keys()].findLast((heading) => passed.has(heading)));
      if (link === current) return;
      current?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "true");
      current = link;
      if (link) reveal(link, list);
    },
    { rootMargin: "9999999px 0px -66% 0px" },
  );
  for (const heading of links.keys()) observer.observe(heading);
}

/* Contents that are longer than the window scroll by themselves; the page stays where it is. */
function reveal(link, list) {
  const { scrollHeight, clientHeight, scrollTop } = list;
  if (scrollHeight <= clientHeight) return;
  const { offsetTop: start, offsetHeight: height } = link;
  if (start < scrollTop || start + height > scrollTop + clientHeight) list.scrollTop = start - clientHeight / 2;
}
