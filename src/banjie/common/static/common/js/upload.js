// Choosing and sending a file. The form works alone (a plain multipart POST); with htmx on it
// (hx-post, hx-encoding="multipart/form-data") this module adds dropping, an early word about
// files that will be refused, and the progress of sending.
//
// <form data-upload data-max-bytes="…"> holds: .drop, input[type=file], [data-upload-name],
// [data-upload-progress] (with a <progress>), [data-upload-reading], [data-upload-too-big],
// [data-upload-kind]; the last four are hidden until they apply.

const size = (bytes) =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

const part = (form, name) => form.querySelector(`[data-upload-${name}]`);
const reveal = (element, shown) => {
  if (element) element.hidden = !shown;
};

const fits = (input, file) => {
  const endings = input.accept.split(",").map((ending) => ending.trim().toLowerCase()).filter((ending) => ending.startsWith("."));
  return endings.length === 0 || endings.some((ending) => file.name.toLowerCase().endsWith(ending));
};

const describe = (form, input) => {
  const file = input.files[0];
  const limit = Number(form.dataset.maxBytes ?? Infinity);
  const words = part(form, "name");
  if (words) words.textContent = file ? `${file.name} · ${size(file.size)}` : "";
  reveal(part(form, "too-big"), file && file.size > limit);
  reveal(part(form, "kind"), file && !fits(input, file));
};

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-upload]");
  if (form && event.target.matches("input[type=file]")) describe(form, event.target);
});

const zone = (event) => event.target.closest?.("form[data-upload] .drop");
for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => {
    const drop = zone(event);
    if (!drop) return;
    event.preventDefault();
    drop.toggleAttribute("data-over", true);
  });
}
document.addEventListener("dragleave", (event) => {
  const drop = zone(event);
  if (drop && !drop.contains(event.relatedTarget)) drop.removeAttribute("data-over");
});
document.addEventListener("drop", (event) => {
  const drop = zone(event);
  if (!drop) return;
  event.preventDefault();
  drop.removeAttribute("data-over");
  const input = drop.querySelector("input[type=file]");
  if (event.dataTransfer.files.length === 0) return;
  const chosen = new DataTransfer();
  chosen.items.add(event.dataTransfer.files[0]);
  input.files = chosen.files;
  describe(drop.closest("form"), input);
});

const sending = (form, on) => {
  reveal(part(form, "progress"), on);
  reveal(part(form, "reading"), false);
  for (const button of form.querySelectorAll("button:not([type=button])")) button.disabled = on;
};

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target.closest("form[data-upload]");
  if (form) sending(form, true);
});
document.addEventListener("htmx:xhr:progress", (event) => {
  const form = event.target.closest("form[data-upload]");
  const bar = form && part(form, "progress")?.querySelector("progress");
  const { lengthComputable, loaded, total } = event.detail;
  // The answer coming back reports progress too; a bar only ever grows.
  if (!bar || !lengthComputable || loaded / total < bar.value / bar.max) return;
  bar.max = total;
  bar.value = loaded;
  if (loaded === total) reveal(part(form, "reading"), true);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest("form[data-upload]");
  if (!form) return;
  const leaving = event.detail.xhr.getResponseHeader("HX-Redirect") !== null;
  if (!leaving) {
    sending(form, false);
    const bar = part(form, "progress")?.querySelector("progress");
    if (bar) bar.value = 0;
  }
});
