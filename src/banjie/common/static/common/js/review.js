// The review page: a field lights its words in the paper, and words light their fields.
// Fields carry data-field="id" and href="#w-…"; segments of the paper carry data-fields="id id" and
// href="#f-…". Without JavaScript these are plain links and :target does the lighting.
// Everything is delegated to the document, so swapped-in cards need no wiring.

const review = () => document.querySelector(".review");
const segments = (id) => document.querySelectorAll(`.words[data-fields~="${CSS.escape(id)}"]`);
const fields = (id) => document.querySelectorAll(`[data-field="${CSS.escape(id)}"]`);
const calm = matchMedia("(prefers-reduced-motion: reduce)");

let pinned = []; // field ids chosen by click or focus; hovering lights on top of them

const ids = (element) => {
  const origin = element.closest?.("[data-field], .words[data-fields]");
  if (!origin || !review()?.contains(origin)) return null;
  return origin.dataset.field ? [origin.dataset.field] : origin.dataset.fields.split(" ");
};

const light = (wanted) => {
  for (const lit of document.querySelectorAll("[data-lit]")) lit.removeAttribute("data-lit");
  for (const id of wanted) {
    for (const element of [...segments(id), ...fields(id)]) {
      element.toggleAttribute("data-lit", true);
      element.closest(".item")?.toggleAttribute("data-lit", true);
    }
  }
};

const pane = (name) => {
  const page = review();
  if (!page) return;
  page.dataset.pane = name;
  for (const button of page.querySelectorAll("[data-pane-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.paneChoice === name));
  }
};

const bring = (element) => {
  element?.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
};

const ownScroll = (frame) => frame.scrollHeight > frame.clientHeight + 1;

// The paper has its own scroll in two columns; then only the paper moves, not the card under the hand.
const bringInPaper = (place) => {
  const frame = place?.closest(".review-source");
  if (!frame) return;
  if (!ownScroll(frame)) {
    bring(place);
    return;
  }
  const here = place.getBoundingClientRect();
  const shown = frame.getBoundingClientRect();
  if (here.top > shown.top && here.bottom < Math.min(shown.bottom, innerHeight)) return;
  const above = here.top - shown.top;
  const top = frame.scrollTop + above - frame.clientHeight / 3;
  frame.scrollTo({ top, behavior: calm.matches ? "auto" : "smooth" });
};
const bringWords = (id) => bringInPaper(segments(id)[0]);

// Where a link of this page leads: a place in the paper, or a field of a card.
const follow = (link) => {
  const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!place || !review().contains(place)) return false;
  if (place.closest(".review-source")) {
    pane("source");
    bringInPaper(place);
    if (!link.dataset.field) place.toggleAttribute("data-lit", true);
  } else {
    pane("items");
    bring(place);
    place.focus({ preventScroll: true });
  }
  return true;
};

// Hovering lights at once; the paper follows only when the hand stays, and never moves the page.
let waiting;
document.addEventListener("pointerover", (event) => {
  const wanted = ids(event.target);
  if (!wanted) return;
  light([...pinned, ...wanted]);
  const frame = document.querySelector(".review-source");
  if (event.target.closest("[data-field]") && frame && ownScroll(frame)) {
    waiting = setTimeout(() => bringWords(wanted[0]), 250);
  }
});
document.addEventListener("pointerout", (event) => {
  clearTimeout(waiting);
  if (ids(event.target)) light(pinned);
});

document.addEventListener("focusin", (event) => {
  const wanted = ids(event.target);
  if (!wanted) return;
  pinned = wanted;
  light(pinned);
  // In two columns the paper follows the focus; on a phone it stays behind its switch.
  if (event.target.closest("[data-field]") && matchMedia("(min-width: 60rem)").matches) {
    bringWords(pinned[0]);
  }
});

document.addEventListener("click", (event) => {
  const choice = event.target.closest("[data-pane-choice]");
  if (choice) {
    pane(choice.dataset.paneChoice);
    if (pinned.length > 0 && choice.dataset.paneChoice === "source") bringWords(pinned[0]);
    else if (pinned.length > 0) bring(fields(pinned[0])[0]);
  }

  const wanted = ids(event.target);
  if (wanted) {
    pinned = wanted;
    light(pinned);
  }
  const link = event.target.closest('.review a[href^="#"]');
  if (link && follow(link)) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && pinned.length > 0) {
    pinned = [];
    light(pinned);
  }
  // j and k walk through the cards, as in a mail list; only while the focus is among them (WCAG 2.1.4)
  const typing = event.target.closest?.("input:not([type=checkbox]), select, textarea, dialog");
  if (typing || !event.target.closest?.(".review-items") || !["j", "k"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  const cards = [...document.querySelectorAll(".review .item")];
  if (cards.length === 0) return;
  const at = cards.findIndex((card) => card.contains(document.activeElement));
  const next = cards[Math.min(cards.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))];
  next.querySelector("a[data-field], button, input")?.focus();
  bring(next);
});

document.addEventListener("htmx:afterSettle", () => light(pinned));
if (review()) pane(review().dataset.pane ?? "items");

// An address with a paragraph of the paper: other pages link to where a sentence stands.
const paragraph = /^#p\d+$/.test(location.hash) && document.querySelector(location.hash);
if (paragraph) {
  pane("source");
  bring(paragraph);
}
