// Passkeys: asks the browser for one, puts its answer into the form, and sends it. Without script, codes do the same.

async function answerOf(button) {
  const form = button.form;
  if (button.dataset.passkey === "add") {
    const { publicKey } = options().creation_options;
    publicKey.authenticatorSelection = {
      ...publicKey.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    };
    return navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey),
    });
  }
  const { publicKey } =
    button.dataset.passkey === "sign-in"
      ? (await asked(form.action)).request_options
      : options().request_options;
  return navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey),
  });
}

function options() {
  return JSON.parse(document.getElementById("passkey-options").textContent);
}

async function asked(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

for (const button of document.querySelectorAll("button[data-passkey]")) {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) continue;
  button.hidden = false;
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    const words = button.form.querySelector("[data-passkey-failed]");
    words.hidden = true;
    try {
      const credential = await answerOf(button);
      button.form.elements.credential.value = JSON.stringify(credential.toJSON());
      button.form.submit();
    } catch {
      words.hidden = false; // the person stopped it, or the browser has no key for this site
    }
  });
}
