// What this browser remembers; a browser that refuses to remember is no hindrance.

const PREFIX = "stet-desk-";

export function recall(name, otherwise) {
  try {
    const kept = localStorage.getItem(PREFIX + name);
    return kept === null ? otherwise : JSON.parse(kept);
  } catch {
    return otherwise;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Private windows and full stores: the page works on, and remembers until it is left.
  }
}
