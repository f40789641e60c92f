/* What a script adds for readers. Everything works without. */
import { contents } from "./contents.js";
import { glances } from "./footnote-glances.js";
import { linkPreviews } from "./link-previews.js";
import { suggestions } from "./suggestions.js";

contents(document);
glances(document);
linkPreviews(document);
suggestions(document);
