// The parts of the form's page that the surface works with, and the words that the template gives it.
export const form = document.getElementById("entry");
export const field = form.elements.text;
export const words = JSON.parse(document.getElementById("writing-words").dataset.words);

export const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export async function ask(address, query) {
  const answer = await fetch(`${address}?${new URLSearchParams(query)}`);
  return answer.ok ? answer.json() : { results: [] };
}

// What the dialogs send, with the form's token and its new sources: whether it was taken, and what was told.
export async function post(address, body, signal) {
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.append("new_sources", form.elements.new_sources.value);
  const answer = await fetch(address, { method: "POST", body, signal, redirect: "manual" });
  if (answer.type === "opaqueredirect" || answer.status === 403) throw new Error(words.cite.expired);
  try {
    return { ok: answer.ok, told: await answer.json() };
  } catch {
    throw new Error(words.cite.failed);
  }
}
