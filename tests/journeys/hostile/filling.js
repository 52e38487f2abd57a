// The words into every text field of every form, typed as far as a page can tell; gives what each form
// would send: its address, its way and its fields, a file as a pair of its field and null.
(words) => {
  const typed = "textarea, input:not([type]), [type=text], [type=search], [type=email], [type=url], [type=tel], [type=password]";
  const filled = [];
  for (const form of document.forms) {
    const fields = form.querySelectorAll(typed);
    for (const field of fields) {
      field.value = words;
      for (const kind of ["input", "change", "blur"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    }
    if (fields.length === 0 && !form.querySelector("[type=file]")) continue;
    const button = [...form.elements].find((part) => part.type === "submit");
    const said = [...new FormData(form, button)].map(([name, value]) => [name, value instanceof File ? null : value]);
    const action = form.getAttribute("action") || location.href;
    filled.push({ address: new URL(action, location).href, method: form.method, said });
  }
  return filled;
};
