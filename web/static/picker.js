// A select that is searched by typing; with an address, its choices come from the server.
import { needs } from "./once.js";

export async function wake(select) {
  select.setAttribute("aria-label", document.querySelector(`label[for="${select.id}"]`).textContent);
  await needs(select);
  const url = select.dataset.picker;
  const remote = url && {
    valueField: "value", labelField: "label", searchField: [],
    load(text, done) {
      fetch(`${url}${url.includes("?") ? "&" : "?"}q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } })
        .then((answer) => answer.json()).then(done).catch(() => done());
    },
  };
  new window.TomSelect(select, { maxOptions: 50, ...remote });
}
