// Light or dark, usual or large text: applied before the first paint, so this one is not a module.
// The choice stays in this browser; without a choice the system decides (media of #dark).
(() => {
  const root = document.documentElement;
  const auto = "screen and (prefers-color-scheme: dark)";
  const media = { auto, dark: "screen", light: "not all" };

  const read = (key, usual) => {
    try {
      return localStorage.getItem(key) ?? usual;
    } catch {
      return usual; // storage is refused in some private windows
    }
  };
  const keep = (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch {
      // the choice then lasts for this page only
    }
  };

  const apply = (theme, size) => {
    const link = document.getElementById("dark");
    if (link) link.media = media[theme] ?? auto;
    root.dataset.theme = theme;
    root.dataset.size = size;
  };
  const mark = () => {
    for (const button of document.querySelectorAll("[data-theme-choice], [data-size-choice]")) {
      const chosen = button.dataset.themeChoice
        ? button.dataset.themeChoice === root.dataset.theme
        : button.dataset.sizeChoice === root.dataset.size;
      button.setAttribute("aria-pressed", String(chosen));
    }
  };

  root.dataset.js = "";
  // A page that says its size itself (the large view for visitors) is not overruled.
  apply(read("banjie.theme", "auto"), root.dataset.size ?? read("banjie.size", "usual"));
  document.addEventListener("DOMContentLoaded", mark);

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice], [data-size-choice]");
    if (button) {
      const theme = button.dataset.themeChoice ?? root.dataset.theme;
      const size = button.dataset.sizeChoice ?? root.dataset.size;
      keep("banjie.theme", theme);
      keep("banjie.size", size);
      apply(theme, size);
      mark();
    }
    const fold = event.target.closest("[data-fold]");
    if (fold) {
      const folded = document.getElementById(fold.dataset.fold);
      const open = folded.toggleAttribute("data-open");
      fold.setAttribute("aria-expanded", String(open));
    }
  });
})();
