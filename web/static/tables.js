// Tables that sort, filter and turn pages in place. All rows are in the document, so that a page
// without JavaScript shows everything; only what is hidden changes.
const compare = new Intl.Collator(undefined, { sensitivity: "base", numeric: true }).compare;

export function wake(box) {
  const table = box.querySelector("table");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const size = Number(box.dataset.pageSize) || rows.length;
  const filter = box.querySelector("[data-table-filter]");
  const count = box.querySelector("[data-table-count]");
  const pages = box.querySelector("[data-table-pages]");
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
  let kept = rows;
  let page = 0;

  function draw() {
    const last = Math.max(0, Math.ceil(kept.length / size) - 1);
    page = Math.min(page, last);
    body.replaceChildren(...kept.slice(page * size, (page + 1) * size));
    if (count) count.textContent = kept.length === rows.length ? `${rows.length}` : `${kept.length} of ${rows.length}`;
    pages.hidden = last === 0;
    if (last > 0) {
      const from = page * size + 1;
      const words = document.createElement("span");
      words.textContent = `${from}–${Math.min(kept.length, from + size - 1)} of ${kept.length}`;
      pages.replaceChildren(turn("Earlier", -1, page === 0), words, turn("Later", 1, page === last));
    }
  }

  function turn(label, by, disabled) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm";
    button.textContent = label === "Earlier" ? "Previous" : "Next";
    button.disabled = disabled;
    button.addEventListener("click", () => { page += by; draw(); pages.querySelector("button:enabled")?.focus(); });
    return button;
  }

  function value(row, column, kind) {
    const cell = row.cells[column];
    const text = cell?.dataset.value ?? cell?.textContent.trim() ?? "";
    return kind === "number" ? Number.parseFloat(text.replace(/[^\d.+-]/g, "")) || 0 : text;
  }

  table.querySelectorAll("th[data-sort]").forEach((head) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sorter";
    button.append(...head.childNodes);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const kind = head.dataset.sort;
      const now = head.getAttribute("aria-sort");
      const firstDown = kind !== "text";
      const down = now ? now === "ascending" : firstDown;
      table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const order = (a, b) => {
        const [x, y] = [value(a, head.cellIndex, kind), value(b, head.cellIndex, kind)];
        return kind === "number" ? x - y : compare(x, y);
      };
      rows.sort((a, b) => (down ? -order(a, b) : order(a, b)));
      narrow();
    });
  });

  function narrow() {
    const wanted = (filter?.value ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    kept = rows.filter((row) => wanted.every((word) => texts.get(row).includes(word)));
    page = 0;
    draw();
  }

  filter?.addEventListener("input", narrow);
  draw();
}
