/*
 * A button at each line of "How to cite", which copies the line; its words then say so, to screen readers too. Where
 * nothing may be copied the line is selected, ready for the keyboard.
 */
export function citingLines(document) {
  const made = document.getElementById("copy-button")?.content.firstElementChild;
  if (!made) return;
  for (const line of document.querySelectorAll(".cited")) {
    const words = line.textContent.trim();
    const button = made.cloneNode(true);
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(words);
        button.textContent = made.dataset.copied;
      } catch {
        document.getSelection().setBaseAndExtent(line, 0, line, line.childNodes.length - 2);
      }
    });
    button.addEventListener("blur", () => (button.textContent = made.textContent));
    line.append(" ", button);
  }
}
