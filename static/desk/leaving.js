// Another page that is opened from the desk shows what was recorded there, if the answers come soon.

const PATIENCE = 2000;

export function waitWhenLeaving(pending) {
  const answers = () => Promise.race([pending.flush(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  let waited = false;

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link?.target;
    if (link && !elsewhere && !event.defaultPrevented && pending.uses.length) {
      event.preventDefault();
      answers().then(() => location.assign(link.href));
    }
  });

  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented && pending.uses.length && !waited) {
      event.preventDefault();
      answers().then(() => {
        waited = true;
        event.target.requestSubmit(event.submitter);
      });
    }
  });
}
