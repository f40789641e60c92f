// The new sources that are drafted when the entry is saved: records with their keys, in a hidden field of the form.
import { form } from "./page.js";

const field = form.elements.new_sources;

export function waiting() {
  try {
    const records = JSON.parse(field.value || "[]");
    return Array.isArray(records) ? records : [];
  } catch {
    return [];
  }
}

export function addWaiting(record) {
  field.value = JSON.stringify([...waiting().filter(({ id }) => id !== record.id), record]);
  form.dispatchEvent(new Event("input", { bubbles: true }));
}
