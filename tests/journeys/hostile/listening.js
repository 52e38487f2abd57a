// Before any script of a page: whatever the hostile words bring about is told to the test.
(() => {
  const tell = (what) => window.__told(String(what).slice(0, 300));
  Object.defineProperty(window, "__hit", { get: () => 0, set: (number) => tell(`hit: ${number}`) });
  for (const name of ["alert", "confirm", "prompt"]) window[name] = () => tell(`hit: ${name}`);
  const stopped = ({ violatedDirective, blockedURI, sample }) => {
    if (document.contentType === "image/jpeg") return; // a browser styles the page it makes for a picture
    tell(`violation: ${violatedDirective} ${blockedURI} ${sample}`);
  };
  window.addEventListener("securitypolicyviolation", stopped, true);
})();
