// What the server has saved need not be kept in this browser any more.
const saved = new URLSearchParams(location.search).get("saved");

if (saved) {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith("stet:"))) {
    let kept = {};
    try {
      kept = JSON.parse(localStorage.getItem(key)) ?? {};
    } catch {
      localStorage.removeItem(key);
    }
    if (kept.id === saved) localStorage.removeItem(key);
  }
  history.replaceState(null, "", location.pathname + location.hash);
}
