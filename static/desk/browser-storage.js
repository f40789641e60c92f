// What this browser remembers; the desk also works in a browser that stores nothing.

const PREFIX = "stet-desk-";

export function recall(name, otherwise) {
  try {
    const stored = localStorage.getItem(PREFIX + name);
    return stored === null ? otherwise : JSON.parse(stored);
  } catch {
    return otherwise;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Private windows and full storage: the page works, but remembers nothing after it is left.
  }
}
