// A comment sent, and the list of threads that the answer has: what is being typed in other answers stays.

export function putThreads(section, answer) {
  const list = section.querySelector(".talk-list");
  const typed = new Map([...list.querySelectorAll("textarea")].map((area) => [area.id, area.value]));
  typed.delete(`comment-${answer.thread}`);
  list.innerHTML = answer.html;
  for (const [id, words] of typed) {
    const area = document.getElementById(id);
    if (area) area.value = words;
  }
  section.querySelector("h2 .count").textContent = answer.open;
  section.querySelector(".talk-status").textContent = answer.message;
}

// The answer, or null where it was refused and why is said.
export async function sendComment(section, address, body) {
  const status = section.querySelector(".talk-status");
  status.textContent = "";
  try {
    const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
    if (answer.type === "opaqueredirect" || !answer.headers.get("Content-Type")?.includes("json")) {
      status.textContent = section.dataset.expired;
      return null;
    }
    const told = await answer.json();
    if (!answer.ok) {
      status.textContent = told.error;
      return null;
    }
    return told;
  } catch {
    status.textContent = section.dataset.failed;
    return null;
  }
}
