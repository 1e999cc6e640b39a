// A file field that also takes files dropped on its form, and says what was chosen.
export function wake(form) {
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-dropzone-files]");

  function size(bytes) {
    if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
    return `${(bytes / 1e6).toFixed(1)} MB`;
  }

  function tell() {
    list.replaceChildren(...[...input.files].map((file) => {
      const item = document.createElement("li");
      item.textContent = `${file.name} · ${size(file.size)}`;
      return item;
    }));
  }

  let depth = 0;
  const mark = () => form.classList.toggle("drop-over", depth > 0);
  form.addEventListener("dragenter", (event) => { event.preventDefault(); depth += 1; mark(); });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("dragleave", () => { depth = Math.max(0, depth - 1); mark(); });
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    mark();
    const files = new DataTransfer();
    for (const file of event.dataTransfer.files) {
      if (input.multiple || files.items.length === 0) files.items.add(file);
    }
    input.files = files.files;
    tell();
  });
  input.addEventListener("change", tell);
}
