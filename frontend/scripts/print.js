// A button with data-print opens the browser's print dialogue; without scripts it stays hidden.
export function startPrintButtons() {
  for (const button of document.querySelectorAll("button[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
