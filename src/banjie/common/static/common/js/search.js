// The key / goes to the search field, as long as nobody is typing. On a phone the field stands in the
// menu, which opens for it.

const typing = (element) => element.isContentEditable || element.matches("input, textarea, select");

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const field = document.querySelector("[data-search]");
  if (!field) return;
  event.preventDefault();
  const fold = field.closest(".masthead-fold:not([data-open])");
  if (fold && !field.checkVisibility()) document.querySelector(`[data-fold="${fold.id}"]`)?.click();
  field.focus();
  field.select();
});
