// The page of a running import: shows its progress, and the report when it ends.
const section = document.querySelector("[data-progress]");
const PAUSE = 1000;

async function showProgress() {
  const answer = await fetch(section.dataset.progress, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const progress = await answer.json();
  if (!progress.moves) {
    location.reload();
    return;
  }
  const bar = section.querySelector("progress");
  if (bar) bar.value = progress.percent;
  document.querySelector("#content .state").textContent = progress.state;
  const items = progress.counts.map((words) => {
    const item = document.createElement("li");
    item.textContent = words;
    return item;
  });
  document.querySelector(".counts").replaceChildren(...items);
}

async function follow() {
  try {
    await showProgress();
  } catch {
    // The connection failed for a moment: try again soon; the link to refresh the page stays.
  }
  setTimeout(follow, PAUSE);
}

if (section) setTimeout(follow, PAUSE);
