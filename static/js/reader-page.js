/* What a script adds for readers: footnotes at a glance, and suggestions in search fields. Everything works without. */
import { glances } from "./footnote-glances.js";
import { suggestions } from "./suggestions.js";

glances(document);
suggestions(document);
