// A button that copies what stands in a field. Without this script it is not there, and the field
// is copied by hand.
for (const button of document.querySelectorAll("button[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch { // older browsers, and pages that did not come by https
      document.execCommand("copy");
    }
    document.getElementById(button.dataset.says).textContent = button.dataset.copied;
  });
}
