// What the server has saved need not stay in this browser.
const query = new URLSearchParams(location.search);
const saved = query.get("saved");
// Another tab may hold more.
const tab = query.get("tab");

if (saved) {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith("stet:"))) {
    let draft = {};
    try {
      draft = JSON.parse(localStorage.getItem(key)) ?? {};
    } catch {
      localStorage.removeItem(key);
    }
    if (tab ? key.endsWith(tab) : draft.id === saved) localStorage.removeItem(key);
  }
  history.replaceState(null, "", location.pathname + location.hash);
}
