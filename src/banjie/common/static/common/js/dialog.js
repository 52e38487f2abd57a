// Native dialogs by data attributes. An opener is a link to the plain page that does the same
// without JavaScript, and carries data-dialog-open="id of the dialog".

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog-open]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialogOpen);
    if (dialog) {
      event.preventDefault();
      dialog.showModal();
    }
    return;
  }
  const closer = event.target.closest("[data-dialog-close]");
  if (closer) {
    event.preventDefault();
    closer.closest("dialog")?.close();
  }
});

// A menu closes when the reader goes elsewhere or presses Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// What the server sends in opened (data-dialog-auto), or asks to be looked at first (data-focus).
const attend = (root) => {
  const dialog = root.querySelector("dialog[data-dialog-auto]:not([open])");
  if (dialog) dialog.showModal();
  else root.querySelector("[data-focus]")?.focus();
};
document.addEventListener("htmx:afterSettle", (event) => attend(event.target));
attend(document);
