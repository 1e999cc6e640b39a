// Draws the table of a figure as lines or bars with uPlot. The table stays: it is what a screen
// reader, a printer and a reader of exact numbers use.
import { needs } from "./once.js";

const COLOURS = ["--given", "--received", "--link", "--even"];

export async function wake(figure) {
  await needs(figure);
  const room = figure.querySelector("[data-chart-room]");
  const table = figure.querySelector("details table");
  const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const isDate = figure.dataset.x === "date";
  const number = (text, column) => {
    if (text === "") return null;
    return column === 0 && isDate ? Date.parse(text) / 1000 : Number(text);
  };
  const columns = names.map((_, c) => [...table.tBodies[0].rows].map((row) => number(row.cells[c].textContent.trim(), c)));
  let plot;

  function draw() {
    plot?.destroy();
    const style = getComputedStyle(figure);
    const colour = (name) => style.getPropertyValue(name).trim();
    const bars = figure.dataset.chart === "bar" ? window.uPlot.paths.bars({ size: [0.6, 40] }) : undefined;
    const axis = { stroke: colour("--quiet"), grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false }, font: "12px Inter, sans-serif" };
    plot = new window.uPlot({
      width: room.clientWidth, height: 220,
      scales: { x: { time: isDate } },
      axes: [{ ...axis, grid: { show: false } }, { ...axis, size: 44, values: (_, all) => all.map((v) => `${v}${figure.dataset.unit}`) }],
      legend: { live: false },
      series: [{ label: names[0] }, ...names.slice(1).map((label, i) => ({
        label, stroke: colour(COLOURS[i % COLOURS.length]), width: 2, paths: bars,
        dash: i % 2 ? [6, 4] : undefined,
        fill: bars ? colour(COLOURS[i % COLOURS.length]) : undefined,
      }))],
    }, columns, room);
  }

  new ResizeObserver(() => { if (plot) plot.setSize({ width: room.clientWidth, height: 220 }); }).observe(room);
  document.addEventListener("netgraph:theme", draw);
  draw();
}
