/* What a script adds for readers. Everything works without. */
import { citingLines } from "./citing-lines.js";
import { contents } from "./contents.js";
import { linkPreviews } from "./link-previews.js";
import { notesInPlace } from "./notes-in-place.js";
import { stopsOfNotes } from "./stops-of-notes.js";
import { suggestions } from "./suggestions.js";

citingLines(document);
contents(document);
linkPreviews(document);
notesInPlace(document);
stopsOfNotes(document);
suggestions(document);
