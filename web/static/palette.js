// The line on top of every page: search, and quick-add of what somebody did, in one. It is an
// ARIA combobox: "/" puts the cursor here, Ctrl-K opens it from everywhere with the pages as first
// suggestions; a name opens a person, a role at a company starts a reach, a sentence is read back
// as a favor before it is saved.
const DEBOUNCE_MS = 140;
const ICONS = {
  person: "user", company: "building", reach: "route", favor: "heart-handshake", page: "arrow-right", log: "plus",
};
const KINDS = { person: "Person", company: "Company", reach: "Reach", favor: "Favor", page: "Page", log: "Favor" };

/** Where a sentence waits while its writer logs in again. */
const KEPT = "netgraph-sentence";

const DONE = /\b(\w{2,}ed|gave|sent|met|made|took|told|had|got|paid|bought|brought|put|lent|wrote|spoke|read|did|found|let|me|i)\b/i;

/** Whether a text reads like something that was done rather than like a name or a role. */
function isSentence(text) {
  return text.split(/\s+/).length >= 3 && DONE.test(text);
}

export function palette(form, { wake, say }) {
  const input = form.querySelector("input[role=combobox]");
  const list = form.querySelector("[role=listbox]");
  const status = form.querySelector("[data-palette-status]");
  const sprite = form.querySelector("use").getAttribute("href").split("#")[0];
  const dialog = document.getElementById("reading");
  const token = document.querySelector("meta[name=csrf-token]").content;
  const pages = [...document.querySelectorAll(".side > ul > li > a, .dropdown-menu a.dropdown-item")]
    .map((link) => ({ kind: "page", label: link.textContent.trim(), detail: "", url: link.getAttribute("href") }))
    .filter((page, at, all) => all.findIndex((other) => other.url === page.url) === at);
  let shown = [];
  let shownFor = "";
  let at = -1;
  let timer;
  let asking;

  function show(items) {
    shown = items;
    shownFor = input.value.trim();
    list.replaceChildren(...items.map(option));
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(items.length > 0));
    status.textContent = items.length ? `${items.length} suggestion${items.length === 1 ? "" : "s"}` : "";
    mark(items.length && input.value.trim() ? 0 : -1);
  }

  function option(item, index) {
    const row = document.createElement("div");
    row.id = `palette-${index}`;
    row.setAttribute("role", "option");
    row.className = `palette-item palette-${item.kind}`;
    row.append(icon(ICONS[item.kind] ?? "arrow-right"), words("palette-label", item.label),
      words("palette-detail", item.detail ?? ""), words("palette-kind", KINDS[item.kind] ?? ""));
    row.addEventListener("mousedown", (event) => event.preventDefault());
    row.addEventListener("click", () => act(item));
    return row;
  }

  function words(name, text) {
    const span = document.createElement("span");
    span.className = name;
    span.textContent = text;
    return span;
  }

  function icon(name) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(space, "use");
    use.setAttribute("href", `${sprite}#${name}`);
    svg.append(use);
    return svg;
  }

  function mark(index) {
    at = index;
    [...list.children].forEach((row, i) => row.setAttribute("aria-selected", String(i === index)));
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", `palette-${index}`);
      list.children[index].scrollIntoView({ block: "nearest" });
    }
  }

  function close() {
    asking?.abort();
    clearTimeout(timer);
    show([]);
    form.classList.remove("palette-open");
  }

  async function ask() {
    const text = input.value.trim();
    asking?.abort();
    if (!text) { show(form.classList.contains("palette-open") ? pages : []); return; }
    const log = { kind: "log", label: `Log: ${text}`, detail: "", url: "" };
    const own = pages.filter((page) => page.label.toLowerCase().startsWith(text.toLowerCase()));
    asking = new AbortController();
    let found = [];
    try {
      const answer = await fetch(`${form.dataset.palette}?q=${encodeURIComponent(text)}`,
        { signal: asking.signal, headers: { Accept: "application/json" } });
      if (answer.ok) found = await answer.json();
    } catch (failure) {
      if (failure.name === "AbortError") return;
    }
    if (input.value.trim() !== text) return;
    const others = [...found, ...own];
    if (isSentence(text)) show([log, ...others]);
    else show(others.length && !text.includes(" ") ? others : [...others, log]);
  }

  async function act(item) {
    if (item.kind !== "log") { location.assign(item.url); return; }
    await read(item.label.slice("Log: ".length));
  }

  async function read(text) {
    close();
    try {
      const answer = await fetch(form.dataset.log, {
        method: "POST",
        headers: { "X-CSRF-Token": token, Accept: "text/html", "HX-Request": "true" },
        body: new URLSearchParams({ text, back: location.pathname + location.search, csrf_token: token }),
      });
      if (answer.redirected || answer.status === 400 || answer.status === 401) { logInAgain(text); return; }
      if (!answer.ok) throw new Error(answer.statusText);
      const body = document.getElementById("reading-body");
      body.innerHTML = await answer.text();
      window.htmx?.process(body);
      dialog.showModal();
      body.querySelector("[autofocus], .field-unsure select, .field-unsure input")?.focus();
      wake(body);
    } catch {
      say("Netgraph does not answer. Your sentence is still in the line on top.", { failed: true });
    }
  }

  /** The session or the form's token has ended: the login page leads back here, the sentence kept. */
  function logInAgain(text) {
    sessionStorage.setItem(KEPT, text);
    location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
  }

  const kept = sessionStorage.getItem(KEPT);
  if (kept) {
    sessionStorage.removeItem(KEPT);
    input.value = kept;
    input.focus();
    say("Your sentence is still here: press Enter to go on.");
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, DEBOUNCE_MS); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!shown.length) { form.classList.add("palette-open"); ask(); }
      else mark((at + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % shown.length);
      event.preventDefault();
    } else if (event.key === "Escape") {
      if (shown.length) close(); else { input.value = ""; input.blur(); }
      event.preventDefault();
    } else if (event.key === "Home" || event.key === "End") mark(-1);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = input.value.trim();
    clearTimeout(timer);
    if (at < 0 && !text) return;
    if (at < 0 || shownFor !== text) { await ask(); if (at < 0) return; }
    await act(shown[at]);
  });
  input.addEventListener("blur", close);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.classList.add("palette-open");
      input.focus();
      input.select();
      ask();
    } else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
  dialog.addEventListener("close", () => input.focus());
}
