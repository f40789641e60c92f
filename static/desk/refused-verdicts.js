// Verdicts that the server refused: kept in this browser with all that was typed, until recorded or dismissed.

import { recall, remember } from "./browser-storage.js";
import { writeBack } from "./verdict-fields.js";

const WRITTEN = ["note", "public_note", "looked_at", "not_borne_out"];

export class Refused {
  // `complain` shows one, and answers with its place on the page.
  constructor(user, complain) {
    this.name = `refused-${user}`;
    this.complain = complain;
    this.shown = new Map();
  }

  get all() {
    return recall(this.name, []);
  }

  resume() {
    this.all.forEach((entry) => this.show(entry));
  }

  keep({ use, title, card, error, fields }) {
    const entry = { use, title, card, error, fields };
    this.drop(use);
    remember(this.name, [...this.all, entry].slice(-50));
    this.show(entry);
  }

  show({ use, title, card, error, fields }) {
    const typed = WRITTEN.map((name) => fields[name]).filter(Boolean);
    this.shown.set(use, this.complain(`${title}: ${error}`, card, typed, () => this.drop(use)));
  }

  // The form of its card has everything again as it was typed.
  writeBack(use, form) {
    const entry = this.all.find((other) => other.use === use);
    if (entry && !form.elements.note.value) {
      writeBack(form, entry.fields);
    }
  }

  drop(use) {
    remember(this.name, this.all.filter((entry) => entry.use !== use));
    this.shown.get(use)?.remove();
    this.shown.delete(use);
  }
}
