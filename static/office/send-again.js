// What could not be sent because its session had ended: sent with the token of whoever is signed in now.
// Without this script the first press is answered with that token, and the second one sends it.
const form = document.querySelector("form[data-token]");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const answer = await fetch(form.dataset.token, { redirect: "manual" }).catch(() => null);
  if (answer?.ok) form.elements.csrfmiddlewaretoken.value = (await answer.json()).token;
  // A field of what was typed may be called "submit".
  HTMLFormElement.prototype.submit.call(form);
});
