// What is typed into a long form is kept on this device until it has been saved: through a reload,
// a lost line and a sign-in that expired. Files cannot be kept; the page says so.
//
// <form data-keep> stands beside [data-keep-found], [data-keep-offline] (both hidden until they
// apply) and holds input[name=once]. <body> has data-account, the account's number: nobody else's
// copies are ever read. data-saved names the once keys of forms that were carried out since the
// last page. A kept form is sent with its own once key, so what arrived already does not double.

const DAYS = 14; // or as many as the form says: data-keep="1" on pages for anybody's device
const account = document.body.dataset.account;
const space = `banjie.kept.${account}.`;
const form = account ? document.querySelector("form[data-keep]") : null;
// Where anybody may come (data-keep has its days), the words of an address are the view, not the form.
const key = `${space}${location.pathname}${form?.dataset.keep ? "" : location.search}`;

const copies = () => {
  const found = [];
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith("banjie.kept.")) continue;
    try {
      found.push([name, JSON.parse(localStorage.getItem(name))]);
    } catch {
      localStorage.removeItem(name); // not ours to read
    }
  }
  return found;
};

const forget = () => {
  const saved = (document.body.dataset.saved ?? "").split(" ").filter(Boolean);
  for (const [name, copy] of copies()) {
    const done = name.startsWith(space) && saved.includes(copy.once);
    if (done || !(copy.until > Date.now())) localStorage.removeItem(name);
  }
};

const controls = () =>
  [...form.elements].filter((e) => e.name && !["csrfmiddlewaretoken", "send"].includes(e.name) && !["file", "submit"].includes(e.type));

const typed = () =>
  controls().map((e) => [e.name, e.type === "checkbox" || e.type === "radio" ? [e.value, e.checked] : e.value]);

const beside = (name) => document.querySelector(`[data-keep-${name}]`);
const reveal = (name, shown) => {
  const part = beside(name);
  if (part) part.hidden = !shown;
};

/** Whether the copy could be kept: a full device or a browser that keeps nothing refuses it. */
const keep = () => {
  try {
    const until = Date.now() + (Number(form.dataset.keep) || DAYS) * 86_400_000;
    localStorage.setItem(key, JSON.stringify({ until, once: form.elements.once.value, values: typed() }));
    return true;
  } catch {
    return false;
  }
};

const put = (element, value) => {
  if (Array.isArray(value)) element.checked = value[1];
  else element.value = value;
  if (value && element.type !== "hidden") element.closest("details")?.setAttribute("open", "");
};

const restore = () => {
  const copy = copies().find(([name]) => name === key)?.[1];
  if (!copy) return;
  const left = [...copy.values];
  for (const element of controls()) {
    const at = left.findIndex(
      ([name, value]) => name === element.name && (!Array.isArray(value) || value[0] === element.value),
    );
    if (at >= 0) put(element, left.splice(at, 1)[0][1]);
  }
  reveal("found", true);
};

// Sending: only when the line is there. Otherwise the copy waits, and goes when it is back.
let waiting = null; // the button that was pressed
let sending = false;

const lineIsThere = async () => {
  try {
    await fetch(import.meta.url, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(8000) });
    return true;
  } catch {
    return false;
  }
};

const send = async () => {
  if (!waiting || sending) return;
  sending = true;
  if (await lineIsThere()) {
    const { button } = waiting;
    waiting = null;
    form.requestSubmit(button);
    return;
  }
  sending = false;
  reveal("offline", true);
};

if (form) {
  let timer = 0;
  const keepNow = () => {
    clearTimeout(timer);
    timer = 0;
    return keep();
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keepNow, 300);
  });
  addEventListener("pagehide", () => {
    if (timer) keepNow();
  });
  form.addEventListener("submit", (event) => {
    if (sending && !waiting) return; // the line was there a moment ago
    if (!waiting && !keepNow()) return; // nothing can be kept here: it goes as any form does
    event.preventDefault();
    waiting ??= { button: event.submitter };
    send();
  });
  addEventListener("online", send);
  setInterval(send, 20_000);
  addEventListener("pageshow", (event) => {
    if (event.persisted) sending = false;
  });
  beside("drop")?.addEventListener("click", () => {
    localStorage.removeItem(key);
    location.reload();
  });
}
forget();
if (form) restore();
