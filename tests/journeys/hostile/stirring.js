// Do with a page what a person can do without leaving it; gives the addresses a browser would carry out.
() => {
  const hold = (event) => { event.preventDefault(); event.stopImmediatePropagation(); };
  window.addEventListener("submit", hold, true);

  const touch = (root) => {
    for (const part of root.querySelectorAll("*")) {
      for (const kind of ["pointerover", "mouseover", "mouseenter", "focus", "toggle", "error", "load"]) {
        part.dispatchEvent(new Event(kind));
      }
      if (part.tabIndex >= 0) part.focus({ preventScroll: true });
    }
  };

  const dialogs = document.querySelectorAll("dialog");
  const shut = () => dialogs.forEach((dialog) => dialog.close());
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  touch(document);
  for (const choice of document.querySelectorAll("button[type=button], [role=tab], a[href^='#'], a[hx-get]")) {
    if (choice.checkVisibility() && !choice.closest("[data-keep-found]")) choice.click();
  }
  shut();
  for (const opener of document.querySelectorAll("[data-dialog-open]")) {
    opener.click();
    shut();
  }
  for (const dialog of dialogs) {
    dialog.showModal();
    touch(dialog);
    dialog.close();
  }
  for (const layer of document.querySelectorAll("[popover]")) layer.showPopover();
  window.removeEventListener("submit", hold, true);

  const followed = [];
  for (const part of document.querySelectorAll("*")) {
    for (const key of ["href", "action", "formAction", "src", "data", "background"]) {
      if (typeof part[key] === "string" && part[key]) followed.push(part[key]);
    }
  }
  return followed.filter((address) => !/^(https?|mailto|tel|blob):/i.test(new URL(address, location).protocol));
};
