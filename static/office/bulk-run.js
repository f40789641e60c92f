// Presses "Go on" until all portions are done; leaving the page stops it.
document.querySelector("form[data-goes-on]")?.requestSubmit();
