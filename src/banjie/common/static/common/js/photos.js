// Pictures chosen for a report: shown small before sending, each can be taken out again, and a
// second choice adds to the first. Drawn on a canvas, so no blob: address is needed.
//
// <div data-photos> holds input[type=file][multiple], <ul class="photos" data-photos-list> and
// <template data-photos-entry> with one li.photo: .photo-picture, .photo-name, [data-photo-remove].

const kept = new WeakMap(); // input → File[]

const draw = async (file, place) => {
  if (!file.type.startsWith("image/")) return;
  try {
    const picture = await createImageBitmap(file, { resizeWidth: 320, resizeQuality: "medium" });
    const canvas = document.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.className = place.className;
    canvas.getContext("2d").drawImage(picture, 0, 0);
    picture.close();
    place.replaceWith(canvas);
  } catch {
    // a kind of picture this browser cannot show (HEIC): the name is enough
  }
};

const put = (input, files) => {
  const chosen = new DataTransfer();
  for (const file of files) chosen.items.add(file);
  input.files = chosen.files;
  kept.set(input, files);
};

const list = (input) => {
  const frame = input.closest("[data-photos]");
  const entry = frame.querySelector("[data-photos-entry]");
  const files = kept.get(input) ?? [];
  frame.querySelector("[data-photos-list]").replaceChildren(
    ...files.map((file, index) => {
      const line = entry.content.firstElementChild.cloneNode(true);
      line.querySelector(".photo-name").textContent = file.name;
      const remove = line.querySelector("[data-photo-remove]");
      remove.dataset.photoRemove = String(index);
      remove.setAttribute("aria-label", `${remove.getAttribute("aria-label") ?? ""} ${file.name}`.trim());
      draw(file, line.querySelector(".photo-picture"));
      return line;
    }),
  );
};

const same = (one, other) =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

document.addEventListener("change", (event) => {
  const input = event.target;
  if (!input.matches?.("[data-photos] input[type=file]")) return;
  const before = kept.get(input) ?? [];
  const added = [...input.files].filter((file) => !before.some((old) => same(old, file)));
  put(input, [...before, ...added]);
  list(input);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-photo-remove]");
  const frame = button?.closest("[data-photos]");
  if (!frame) return;
  const input = frame.querySelector("input[type=file]");
  const index = Number(button.dataset.photoRemove);
  put(input, (kept.get(input) ?? []).filter((_, at) => at !== index));
  list(input);
  input.focus();
});
