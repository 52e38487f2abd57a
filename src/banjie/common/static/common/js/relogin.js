// The session ended in the middle of work. A request answered with 401 and the header
// X-Sign-In: <address> is held, the sign-in form from that address is shown in a dialog, and after
// signing in the held requests are sent again. Nothing typed is lost: the page is never left.
//
// What the server does: GET <address>?part=form gives the form alone; POST of that form gives it
// again with its errors, or an element with data-signed-in and data-csrf (the new token).

const held = [];
const dialog = document.getElementById("relogin");
const place = dialog?.querySelector("[data-relogin-form]");
const trouble = dialog?.querySelector("[data-relogin-trouble]");

const renew = (token) => {
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
};

const show = (html) => {
  place.innerHTML = html; // our own server's form; the content security policy forbids scripts in it
  const form = place.querySelector("form");
  if (!form) throw new Error("no form in the sign-in fragment");
  form.querySelector("[aria-invalid=true], input:not([type=hidden])")?.focus();
};

const load = async (address) => {
  trouble.hidden = true;
  if (!dialog.open) dialog.showModal();
  const form = new URL(address, location.href);
  form.searchParams.set("part", "form");
  try {
    const answer = await fetch(form);
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.text());
  } catch {
    place.replaceChildren();
    trouble.hidden = false;
  }
};

const repeat = () => {
  for (const again of held.splice(0)) again();
};

const submit = async (form, button) => {
  const body = new FormData(form, button);
  const answer = await fetch(form.action, { method: "POST", body });
  const html = await answer.text();
  const done = new DOMParser().parseFromString(html, "text/html").querySelector("[data-signed-in]");
  if (!done) {
    show(html);
    return;
  }
  renew(done.dataset.csrf);
  place.replaceChildren();
  dialog.close();
  repeat();
};

/** Ask for a sign-in, then call `again`. */
const hold = (address, again) => {
  held.push(again);
  if (!dialog.open) load(address);
};

if (dialog) {
  document.addEventListener("htmx:responseError", (event) => {
    const { xhr, requestConfig, target } = event.detail;
    const address = xhr.getResponseHeader("X-Sign-In");
    if (xhr.status !== 401 || !address) return;
    const { verb, path, elt, triggeringEvent } = requestConfig;
    const button = triggeringEvent?.submitter; // its name and value are not part of the form's own
    const values = button?.name ? { [button.name]: button.value } : {};
    hold(address, () => htmx.ajax(verb, path, { source: elt, event: triggeringEvent, target, values }));
  });

  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    trouble.hidden = true;
    submit(event.target, event.submitter).catch(() => { trouble.hidden = false; });
  });
  dialog.querySelector("[data-relogin-later]").addEventListener("click", () => {
    held.length = 0;
    dialog.close();
  });
  dialog.addEventListener("cancel", () => { held.length = 0; });
}
