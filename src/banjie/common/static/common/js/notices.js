// When an answer is not a page: say what happened, in words that stand in the page as templates.

const name = (status) => {
  if (status === 403) return "forbidden";
  if (status === 404 || status === 410) return "gone";
  if (status === 409 || status === 412) return "conflict";
  return "trouble";
};

const say = (which) => {
  const words = document.getElementById(`notice-${which}`);
  const place = document.querySelector("dialog[open] [data-notices]") ?? document.getElementById("notices");
  if (!words || !place) return;
  place.replaceChildren(words.content.cloneNode(true));
  place.scrollIntoView({ block: "nearest" });
};

document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  if (xhr.status === 401 && xhr.getResponseHeader("X-Sign-In")) return; // relogin.js
  say(name(xhr.status));
});
document.addEventListener("htmx:sendError", () => say("offline"));
document.addEventListener("htmx:timeout", () => say("offline"));
