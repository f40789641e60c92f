// “Save and continue writing” saves without leaving the page: the caret stays, and what is typed meanwhile is not lost.
const form = document.getElementById("entry");
const state = document.getElementById("draft-state");
// The address may come from the title while one saves.
const UNCOUNTED = new Set(["csrfmiddlewaretoken", "based_on", "message", "new_sources", "slug", "tab"]);

const counted = () => JSON.stringify([...new FormData(form)].filter(([name, value]) => !UNCOUNTED.has(name) && !(value instanceof File)));
const filesIn = () => [...form.querySelectorAll('input[type="file"]')].some((input) => input.files.length);
let isPassing = false;
let isSaving = false;

function natively(button) {
  isPassing = true;
  form.requestSubmit(button);
  isPassing = false;
}

function settle(saved, sent) {
  const isSame = counted() === sent;
  if (saved.merged) {
    // A colleague's changes are in it now: they are shown, unless more was typed, which the next save puts together.
    if (isSame) {
      form.dispatchEvent(new CustomEvent("saved-in-place", { detail: { isSame } }));
      location.assign(saved.address);
      return;
    }
  } else {
    form.elements.based_on.value = saved.revision;
    // The address that an empty field stood for.
    form.elements.slug.value ||= saved.slug;
    form.elements.message.value = "";
    // Their drafts were made with it.
    if (form.elements.new_sources?.value) {
      form.elements.new_sources.value = "";
      form.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (form.dataset.new === "1") {
      form.dataset.new = "0";
      history.replaceState(null, "", saved.address + location.hash);
    }
  }
  form.dispatchEvent(new CustomEvent("saved-in-place", { detail: { isSame } }));
  state.textContent = saved.messages.join(" ");
}

async function save(button) {
  const body = new FormData(form, button);
  const sent = counted();
  isSaving = true;
  state.textContent = state.dataset.saving;
  // What is being kept of this tab arrives first: saving ends it.
  const waiting = [];
  form.dispatchEvent(new CustomEvent("saving-in-place", { detail: waiting }));
  await Promise.allSettled(waiting);
  try {
    const headers = { "X-Saved-In-Place": "1" };
    const answer = await fetch(form.getAttribute("action") ?? location.pathname, { method: "POST", body, headers, redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 403) form.dispatchEvent(new Event("sign-in-needed"));
    else if (answer.ok && answer.headers.get("Content-Type")?.includes("json")) settle(await answer.json(), sent);
    // What is refused is shown by a page of its own, with everything typed.
    else natively(button);
  } catch {
    state.textContent = state.dataset.unsaved;
  } finally {
    isSaving = false;
    form.dispatchEvent(new Event("done-saving"));
  }
}

form.addEventListener("submit", (event) => {
  if (isPassing || event.submitter?.name !== "_continue" || form.dataset.refused === "1" || filesIn()) {
    // Nothing is typed that would not be sent.
    setTimeout(() => {
      form.inert = true;
    });
    return;
  }
  event.preventDefault();
  if (!isSaving) save(event.submitter);
});
addEventListener("pageshow", () => {
  form.inert = false;
});
