// A text field with suggestions from the server: arrows choose, Enter opens, Escape closes. What is
// typed is sent as it is when nothing is chosen. `open` does what choosing does, if not to go there.
const DEBOUNCE_MS = 140;

export function combobox(form, address, open = (item) => location.assign(item.url)) {
  const input = form.querySelector("input[role=combobox]");
  const list = form.querySelector("[role=listbox]");
  let shown = [];
  let at = -1;
  let timer;
  let asking;

  function show(items) {
    shown = items;
    at = -1;
    list.replaceChildren(...items.map(option));
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(items.length > 0));
    input.removeAttribute("aria-activedescendant");
  }

  function option(item, index) {
    const row = document.createElement("div");
    row.id = `${list.id}-${index}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    row.className = "palette-item";
    for (const [name, text] of [["palette-label", item.label], ["palette-detail", item.detail]]) {
      const span = document.createElement("span");
      span.className = name;
      span.textContent = text;
      row.append(span);
    }
    row.addEventListener("mousedown", (event) => event.preventDefault());
    row.addEventListener("click", () => choose(item));
    return row;
  }

  function choose(item) {
    show([]);
    open(item);
  }

  function mark(index) {
    at = index;
    [...list.children].forEach((row, i) => row.setAttribute("aria-selected", String(i === index)));
    input.setAttribute("aria-activedescendant", `${list.id}-${index}`);
    list.children[index].scrollIntoView({ block: "nearest" });
  }

  async function ask() {
    asking?.abort();
    const text = input.value.trim();
    if (text.length < 2) { show([]); return; }
    asking = new AbortController();
    try {
      const answer = await fetch(`${address}?q=${encodeURIComponent(text)}`,
        { signal: asking.signal, headers: { Accept: "application/json" } });
      if (answer.ok && input.value.trim() === text && document.activeElement === input) show(await answer.json());
    } catch (failure) {
      if (failure.name !== "AbortError") show([]);
    }
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, DEBOUNCE_MS); });
  input.addEventListener("blur", () => { clearTimeout(timer); asking?.abort(); show([]); });
  input.addEventListener("keydown", (event) => {
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && shown.length) {
      mark((at + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length);
      event.preventDefault();
    } else if (event.key === "Escape") show([]);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    const chosen = at < 0 && form.dataset.first ? 0 : at;
    if (shown[chosen]) { event.preventDefault(); choose(shown[chosen]); }
  });
}
