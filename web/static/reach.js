// The reach page: suggestions while typing, and the picture and the cards lighting each other.
import { combobox } from "./combobox.js";

const cards = [...document.querySelectorAll(".reach-card")];
const picture = document.querySelector(".picture");

function light(numbers) {
  picture?.classList.toggle("lighting", numbers.length > 0);
  for (const shape of picture?.querySelectorAll("[data-paths]") ?? []) {
    shape.classList.toggle("lit", shape.dataset.paths.split(" ").some((n) => numbers.includes(n)));
  }
  for (const card of cards) card.classList.toggle("lit", numbers.includes(card.dataset.path));
}

for (const card of cards) {
  for (const event of ["mouseenter", "focusin"]) card.addEventListener(event, () => light([card.dataset.path]));
  for (const event of ["mouseleave", "focusout"]) card.addEventListener(event, () => light([]));
}
for (const shape of picture?.querySelectorAll("[data-paths]") ?? []) {
  shape.addEventListener("mouseenter", () => light(shape.dataset.paths.split(" ")));
  shape.addEventListener("mouseleave", () => light([]));
}
for (const form of document.querySelectorAll("form[data-suggest]")) combobox(form, form.dataset.suggest);
