// The page of an import under way: asks how far it is, and shows the report when it ends.
const shown = document.querySelector("[data-progress]");
const PAUSE = 1000;

async function look() {
  const answer = await fetch(shown.dataset.progress, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const found = await answer.json();
  if (!found.moves) {
    location.reload();
    return;
  }
  const bar = shown.querySelector("progress");
  if (bar) bar.value = found.percent;
  document.querySelector("#content .state").textContent = found.state;
  const items = found.counts.map((words) => {
    const item = document.createElement("li");
    item.textContent = words;
    return item;
  });
  document.querySelector(".counts").replaceChildren(...items);
}

async function follow() {
  try {
    await look();
  } catch {
    // The connection is away for a moment: the link stays for whoever does not want to wait.
  }
  setTimeout(follow, PAUSE);
}

if (shown) setTimeout(follow, PAUSE);
