/* The form of the flows: says where the slider stands, and fetches the part anew when it changes. */
const form = document.querySelector("[data-flows]");
const said = form?.querySelector("[data-flows-ago]");
const ago = form?.elements.ago;

async function fetchAnew() {
  const asked = `${form.action}?${new URLSearchParams(new FormData(form))}`;
  const answer = await fetch(asked, { headers: { Accept: "text/html" } });
  if (!answer.ok) { form.submit(); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["flows", "flows-from"]) {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (!fresh !== !old) { form.submit(); return; }
    old?.replaceWith(fresh);
  }
  document.querySelector(".page-actions")?.replaceWith(page.querySelector(".page-actions"));
  history.replaceState(null, "", asked);
}

ago?.addEventListener("input", () => { said.textContent = ago.value === "0" ? "today" : `${ago.value} months ago`; });
form?.addEventListener("change", fetchAnew);
