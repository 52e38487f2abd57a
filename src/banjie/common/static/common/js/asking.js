// A long form as one question after the other, on a phone; how many characters are left; cases like
// the one being written. Without this the form is one page, and nothing is missing.
//
// <form data-left data-over> holds inputs with data-count (the most characters). With data-steps it
// has data-next, data-back, data-step and [data-ask] sections. #alike[data-look] is under the title.

const form = document.querySelector("form[data-left]");
const say = (words, n, all) => words.replace("{n}", n).replace("{all}", all);

const element = (tag, properties) => Object.assign(document.createElement(tag), properties);

const count = (box) => {
  const left = element("p", { className: "count-left" });
  left.setAttribute("aria-live", "polite");
  box.after(left);
  const most = Number(box.dataset.count);
  const show = () => {
    const free = most - [...box.value].length;
    left.toggleAttribute("data-over", free < 0);
    left.textContent = say(free < 0 ? form.dataset.over : form.dataset.left, Math.abs(free));
  };
  box.addEventListener("input", show);
  show();
};

const steps = () => {
  const asks = [...form.querySelectorAll("[data-ask]")];
  const rest = [...form.children].slice([...form.children].indexOf(asks.at(-1)) + 1);
  const place = element("p", { className: "steps-place" });
  const back = element("button", { type: "button", className: "button", textContent: form.dataset.back });
  const next = element("button", { type: "button", className: "button button--primary push", textContent: form.dataset.next });
  const bar = element("div", { className: "bar" });
  bar.append(back, next);
  asks[0].before(place);
  asks.at(-1).after(bar);
  let at = 0;
  const show = (to, focus) => {
    at = to;
    const last = at === asks.length - 1;
    asks.forEach((ask, number) => { ask.hidden = number !== at; });
    rest.forEach((part) => { part.hidden = !last; });
    place.textContent = say(form.dataset.step, at + 1, asks.length);
    back.hidden = at === 0;
    next.hidden = last;
    if (focus) asks[at].querySelector("input, textarea")?.focus();
  };
  back.addEventListener("click", () => show(at - 1, true));
  next.addEventListener("click", () => show(at + 1, true));
  // Enter in a box goes to the next question; only the last page sends.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT" || at === asks.length - 1) return;
    event.preventDefault();
    show(at + 1, true);
  });
  show(0, false);
};

const look = () => {
  const place = document.querySelector("#alike[data-look]");
  const title = form.elements.title;
  if (!place || !title) return;
  title.addEventListener("change", () => {
    const values = { title: title.value, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value };
    window.htmx?.ajax("POST", place.dataset.look, { target: place, swap: "innerHTML", source: place, values });
  });
};

if (form) {
  form.querySelectorAll("[data-count]").forEach(count);
  look();
  const asksAgain = form.querySelector("[aria-invalid=true], .notice--error, .notice--warning, [formaction]");
  if ("steps" in form.dataset && !asksAgain && matchMedia("(max-width: 40rem)").matches) steps();
}
