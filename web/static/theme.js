// Chooses light or dark before anything is drawn, so that no page flashes. It is the one script
// that blocks; the choice is the reader's ("light", "dark") or the system's.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try { return localStorage.getItem("theme") || "system"; } catch { return "system"; }
  };
  const show = () => {
    const theme = chosen() === "system" ? (system.matches ? "dark" : "light") : chosen();
    document.documentElement.setAttribute("data-bs-theme", theme);
  };
  window.netgraphTheme = {
    chosen,
    choose(theme) {
      try {
        if (theme === "system") localStorage.removeItem("theme");
        else localStorage.setItem("theme", theme);
      } catch { /* a browser that keeps nothing follows the system */ }
      show();
      document.dispatchEvent(new CustomEvent("netgraph:theme"));
    },
  };
  system.addEventListener("change", () => { show(); document.dispatchEvent(new CustomEvent("netgraph:theme")); });
  show();
})();
