/* What a script adds on a page of the static edition: what it adds on the site, without a server to ask. */
import { citingLines } from "../../../static/js/citing-lines.js";
import { contents } from "../../../static/js/contents.js";
import { linkPreviews } from "../../../static/js/link-previews.js";
import { notesInPlace } from "../../../static/js/notes-in-place.js";
import { stopsOfNotes } from "../../../static/js/stops-of-notes.js";

// From this page to the folder of the whole.
const { root } = document.currentScript.dataset;
const ENTRY = /\/(?:article|person|organisation|source)\/[^/]+\/index\.html$/;

/* A file of data is a script that calls a function of this name; a page from a folder may load nothing else. */
const loaded = new Map();
function load(file) {
  if (!loaded.has(file)) {
    loaded.set(
      file,
      new Promise((resolve) => {
        const script = Object.assign(document.createElement("script"), { src: `${root}${file}` });
        script.addEventListener("load", () => resolve(true));
        script.addEventListener("error", () => resolve(false));
        document.head.append(script);
      }),
    );
  }
  return loaded.get(file);
}

const previews = new Map();
window.stetEdition = {
  root,
  load,
  preview: ([entry, html]) => previews.set(entry, html),
};

/* The part of an entry's path by which its files are named. */
async function fragment(pathname) {
  const folder = pathname.split("/").slice(-3, -1).join("/");
  await load(`${folder}/preview.js`);
  return previews.get(decodeURIComponent(folder))?.replaceAll('="~/', `="${root}`);
}

citingLines(document);
contents(document);
linkPreviews(document, ENTRY, fragment);
notesInPlace(document);
stopsOfNotes(document);
