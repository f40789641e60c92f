// What the server has saved need not stay in this browser.
const saved = new URLSearchParams(location.search).get("saved");

if (saved) {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith("stet:"))) {
    let draft = {};
    try {
      draft = JSON.parse(localStorage.getItem(key)) ?? {};
    } catch {
      localStorage.removeItem(key);
    }
    if (draft.id === saved) localStorage.removeItem(key);
  }
  history.replaceState(null, "", location.pathname + location.hash);
}
