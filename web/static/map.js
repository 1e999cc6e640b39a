// The map: draws what /map/data gives with vis-network, and keeps picture, panel, list and address
// in step. Data carry meanings; colours come from the theme. Places come from the server and never
// move. Names are drawn here, each where it finds room, so that they neither overlap nor become
// markup. `window.netgraphMap` tells others where somebody is drawn, and how.
import { say, wake } from "./app.js";
import { combobox } from "./combobox.js";

const FONT = '"Inter", system-ui, sans-serif';
const NAMED_EVERY = 55; // pixels of width for each person who is named however small the picture
const still = matchMedia("(prefers-reduced-motion: reduce)");
const work = document.querySelector("[data-map]");

if (work) start();

function start() {
  const room = document.getElementById("map");
  const card = work.querySelector("[data-map-card]");
  const things = new Map();
  const lines = new Map();
  let rooms = [];
  let lighting = false;
  let network = null;
  let drawing = null;
  let colour = {};
  let hovered = null;
  let centred = null;
  let asking = null;
  let names = [];
  let written = [];
  let touched = false;

  // -- colours ------------------------------------------------------------------------------

  function readColours() {
    const style = getComputedStyle(document.documentElement);
    colour = Object.fromEntries(["surface", "hover", "line", "line-strong", "ink", "quiet", "link", "button", "given",
      "given-fill", "received", "received-fill", "even"].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  }

  /** A colour of the theme (#rgb or #rrggbb) with an opacity. */
  function faded(name, opacity) {
    const hex = colour[name].slice(1);
    const parts = hex.length === 3 ? [...hex].map((digit) => digit + digit) : hex.match(/../g);
    return `rgba(${parts.map((part) => parseInt(part, 16)).join(", ")}, ${opacity})`;
  }

  const FILL = { me: "button", given: "given-fill", received: "received-fill", balanced: "even", none: "surface" };
  const RIM = { me: "button", given: "given", received: "received", balanced: "even", none: "line-strong" };

  function styledNode(thing) {
    if (thing.role === "company") {
      const quiet = lighting ? 0.35 : 1;
      const whole = { background: faded("hover", quiet), border: faded("line-strong", quiet * 0.6) };
      return { id: thing.id, x: thing.x, y: thing.y, shape: "dot", size: thing.size, borderWidth: 2,
        color: { ...whole, hover: { background: faded("line", 1), border: faded("link", 1) }, highlight: whole } };
    }
    const opacity = lighting && !thing.lit && !thing.me ? 0.16 : 1;
    const rim = thing.decides && thing.side !== "me" ? "ink" : RIM[thing.side];
    const whole = { background: faded(FILL[thing.side], opacity), border: faded(rim, opacity) };
    return { id: thing.id, x: thing.x, y: thing.y, shape: thing.shape, size: thing.side === "me" ? thing.size + 4 : thing.size,
      borderWidth: thing.decides ? 1.9 : 1.1,
      color: { ...whole, hover: { background: whole.background, border: faded("link", 1) }, highlight: whole } };
  }

  function styledLine(line) {
    const { id, from, to, arrows, dashes, smooth } = line;
    if (line.lit) return { id, from, to, arrows: "", width: 2 + 8 * line.strength, color: whole(faded("link", 1)) };
    const quiet = lighting ? 0.12 : 1;
    if (line.role === "tie") {
      const opacity = (0.12 + 0.5 * line.strength * line.strength) * quiet;
      const shade = line.supported ? faded("ink", Math.min(1, opacity + 0.15)) : faded("line-strong", opacity);
      return { id, from, to, arrows: "", width: line.width, color: whole(shade) };
    }
    const tone = { given: "given-fill", received: "received-fill", others: "quiet" }[line.way];
    return { id, from, to, arrows, dashes, smooth, width: line.width, color: whole(faded(tone, (line.way === "others" ? 0.7 : 1) * quiet)) };
  }

  function whole(value) {
    return { color: value, highlight: value, hover: value, inherit: false };
  }

  // -- drawing ------------------------------------------------------------------------------

  async function load(query, { keep }) {
    asking?.abort();
    asking = new AbortController();
    const answer = await fetch(`/map/data?${query}`, { signal: asking.signal, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`The map answered ${answer.status}.`);
    drawing = await answer.json();
    take();
    if (room.clientWidth) draw({ keep });
  }

  function take() {
    things.clear();
    lines.clear();
    rooms = [];
    for (const node of drawing.nodes) {
      const thing = { ...node, name: node.label.trim(), me: node.side === "me" };
      if (thing.role === "room") rooms.push(thing);
      else things.set(thing.id, thing);
    }
    for (const edge of drawing.edges) lines.set(edge.id, edge);
    lighting = [...lines.values()].some((line) => line.lit);
    centred = [...things.values()].find((thing) => thing.centre)?.id ?? null;
    names = [...things.values()].sort((a, b) => weight(b) - weight(a));
  }

  /** How much a name wants to be read. */
  function weight(thing) {
    if (thing.role === "company") return 50 + thing.size / 1000;
    return (thing.target ? 400 : 0) + (thing.me ? 200 : 0) + (thing.lit ? 100 : 0) + thing.rank * 2 + (thing.decides ? 3 : 0) + (thing.side === "none" ? 0 : 4);
  }

  function draw({ keep }) {
    readColours();
    const data = {
      nodes: new window.vis.DataSet([...things.values()].map(styledNode)),
      edges: new window.vis.DataSet([...lines.values()].sort((a, b) => a.lit - b.lit).map(styledLine)),
    };
    const view = keep && network ? { position: network.getViewPosition(), scale: network.getScale() } : null;
    if (network) network.setData(data);
    else build(data);
    network.setOptions({ interaction: { hideEdgesOnDrag: lines.size > 1200, hideEdgesOnZoom: lines.size > 1200 } });
    if (centred) look(centred, { animate: false });
    else if (view) network.moveTo(view);
    else fit({ animate: false });
    network.once("afterDrawing", () => { work.dataset.ready = "true"; });
    network.redraw();
    markRow();
  }

  function build(data) {
    network = new window.vis.Network(room, data, drawing.options);
    const frame = room.querySelector(".vis-network");
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", "Picture of the network. Arrow keys move it. The list says the same in words.");
    network.on("beforeDrawing", drawRooms);
    network.on("afterDrawing", drawNames);
    network.on("hoverNode", ({ node }) => { hovered = node; showCard(things.get(node)); room.classList.add("over"); });
    network.on("blurNode", () => { hovered = null; hideCard(); });
    network.on("dragStart", hideCard);
    network.on("zoom", hideCard);
    network.on("click", open);
  }

  function fit({ animate = true } = {}) {
    const lit = [...things.values()].filter((thing) => thing.lit).map((thing) => thing.id);
    const few = lit.length > 1 ? { nodes: lit, maxZoomLevel: 1 } : { maxZoomLevel: 1.3 };
    network.fit({ ...few, minZoomLevel: 0.02, animation: false });
    const spare = lit.length > 1 ? Math.min(120, room.clientWidth / 3) / room.clientWidth : 0.1; // the tools lie over the edge
    const scale = network.getScale() * (1 - spare);
    network.moveTo({ scale, animation: motion(animate) });
  }

  function look(id, { animate = true } = {}) {
    if (!things.has(id)) return false;
    centred = id;
    network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: motion(animate) });
    markRow();
    network.redraw();
    return true;
  }

  function motion(wanted) {
    return wanted && !still.matches ? { duration: 350, easingFunction: "easeInOutQuad" } : false;
  }

  function drawRooms(context) {
    const opacity = lighting ? 0.4 : 0.75;
    for (const { x, y, size } of rooms) {
      context.beginPath();
      context.arc(x, y, size, 0, 2 * Math.PI);
      context.fillStyle = faded("hover", opacity * 0.6);
      context.fill();
      context.lineWidth = 1.5;
      context.strokeStyle = faded("line", 1);
      context.stroke();
    }
  }

  function drawNames(context) {
    const scale = network.getScale();
    const ratio = context.canvas.width / room.clientWidth;
    const taken = [];
    written = [];
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.textAlign = "center";
    context.lineJoin = "round";
    const rings = names.filter((thing) => thing.target || thing.id === centred);
    for (const ring of rings) {
      const at = network.canvasToDOM(ring);
      context.beginPath();
      context.arc(at.x, at.y, Math.max(10, (ring.size + 12) * scale), 0, 2 * Math.PI);
      context.lineWidth = 2.5;
      context.strokeStyle = colour.link;
      context.stroke();
    }
    const first = names.filter((thing) => thing.id === hovered || thing.id === centred || thing.me || thing.lit);
    for (const thing of first) writePerson(context, thing, scale, taken, true);
    const weighty = lighting ? [] : names.filter((thing) => thing.role === "person").slice(0, Math.round(room.clientWidth / NAMED_EVERY));
    for (const thing of weighty) if (!first.includes(thing)) writePerson(context, thing, scale, taken, true);
    for (const place of rooms) {
      const at = network.canvasToDOM({ x: place.x, y: place.y - place.size });
      if (place.name && place.size * scale > 16) {
        const said = place.says ? `${place.name} · ${place.says}` : place.name;
        write(context, said, at.x, at.y - 3, { size: 11.5, bold: true, ink: "quiet", taken });
      }
    }
    for (const thing of names) {
      if (thing.role === "company") writeCompany(context, thing, scale, taken);
      else if (thing.size * scale > 7 && !(lighting && !thing.lit)) writePerson(context, thing, scale, taken, false);
    }
    context.restore();
  }

  function writePerson(context, thing, scale, taken, always) {
    if (thing.role !== "person") { writeCompany(context, thing, scale, taken); return; }
    const at = network.canvasToDOM(thing);
    const said = thing.me ? "You" : thing.name;
    const how = { size: 12, bold: always, ink: "ink", taken };
    const away = thing.size * scale + (thing.target || thing.id === centred ? 5 : 0);
    if (write(context, said, at.x, at.y + away + 14, how) || !always) return;
    if (write(context, said, at.x, at.y - away - 6, how)) return;
    context.font = `600 12px ${FONT}`;
    const aside = context.measureText(said).width / 2 + away + 6;
    if (write(context, said, at.x + aside, at.y + 4, how) || write(context, said, at.x - aside, at.y + 4, how)) return;
    if (thing.target || thing.me || thing.id === hovered) write(context, said, at.x, at.y + away + 14, { ...how, force: true });
  }

  function writeCompany(context, thing, scale, taken) {
    const at = network.canvasToDOM(thing);
    const wide = thing.size * scale;
    if (wide < 9 && thing.id !== hovered) return;
    const inside = wide > 34;
    const done = write(context, thing.name, at.x, inside ? at.y : at.y + wide + 13, { size: 12, bold: true, ink: "ink", taken });
    if (done && inside) write(context, thing.says, at.x, at.y + 15, { size: 11, bold: false, ink: "quiet", taken, force: true });
  }

  /** Writes a text where nothing is written yet; says whether it did. */
  function write(context, text, x, y, { size, bold, ink, taken, force = false }) {
    context.font = `${bold ? 600 : 450} ${size}px ${FONT}`;
    const half = context.measureText(text).width / 2 + 3;
    if (x > 0 && x < room.clientWidth) x = Math.max(half, Math.min(room.clientWidth - half, x));
    const box = [x - half, y - size, x + half, y + 4];
    if (box[2] < 0 || box[0] > room.clientWidth || box[3] < 0 || box[1] > room.clientHeight) return false;
    if (!force && taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) return false;
    taken.push(box);
    written.push({ text, left: box[0], top: box[1], right: box[2], bottom: box[3] });
    context.lineWidth = 4;
    context.strokeStyle = faded("surface", 0.92);
    context.strokeText(text, x, y);
    context.fillStyle = colour[ink];
    context.fillText(text, x, y);
    return true;
  }

  // -- pointing and opening -----------------------------------------------------------------

  function showCard(thing) {
    if (!thing) return;
    const link = touched && thing.role === "person";
    const put = (name, text) => { card.querySelector(`.map-card-${name}`).textContent = text; };
    put("name", thing.me ? `${thing.name} (you)` : thing.name);
    put("says", thing.role === "company" ? `${thing.says}. Click to open` : [thing.says, thing.decides ? "decides" : ""].filter(Boolean).join(", "));
    put("tie", thing.tie ?? "");
    put("balance", thing.balance ?? "");
    const opener = card.querySelector("a");
    opener.hidden = !link;
    if (link) opener.href = thing.url;
    card.hidden = false;
    const at = network.canvasToDOM(thing);
    const away = thing.size * network.getScale() + 12;
    const right = at.x + away + card.offsetWidth < room.clientWidth;
    card.style.left = `${Math.max(8, right ? at.x + away : at.x - away - card.offsetWidth)}px`;
    card.style.top = `${Math.min(Math.max(8, at.y - 20), Math.max(8, room.clientHeight - card.offsetHeight - 8))}px`;
  }

  function hideCard() {
    card.hidden = true;
    room.classList.remove("over");
  }

  function open({ nodes, event }) {
    const thing = things.get(nodes[0]);
    if (!thing) { hideCard(); return; }
    if (thing.role === "company") {
      const asked = new URLSearchParams(location.search);
      asked.append("open", thing.open);
      go(`/map?${asked}`);
      return;
    }
    const pointer = event.srcEvent;
    if (touched) showCard(thing);
    else if (pointer?.ctrlKey || pointer?.metaKey) window.open(thing.url, "_blank", "noopener");
    else location.assign(thing.url);
  }

  // -- panel, list and address --------------------------------------------------------------

  function address(form) {
    const asked = new URLSearchParams();
    const usual = { level: "individual", show: "both", period: "all", strength: "10" };
    const own = form.elements.period.value === "own";
    for (const [name, value] of new FormData(form)) {
      if (value === "" || usual[name] === value || (!own && (name === "since" || name === "until"))) continue;
      asked.append(name, value);
    }
    return asked.size ? `/map?${asked}` : "/map";
  }

  /** Shows another view of the map, and keeps it in the history of the browser. */
  async function go(url, { push = true, form = true, keep = true } = {}) {
    const { search } = new URL(url, location.href);
    if (push) history.pushState(null, "", url);
    hideCard();
    try {
      const [page] = await Promise.all([
        fetch(url, { headers: { Accept: "text/html" } }).then((answer) => answer.text()),
        load(search.slice(1), { keep }),
      ]);
      const next = new DOMParser().parseFromString(page, "text/html");
      for (const id of ["map-says", "map-notes", "map-list"]) document.getElementById(id).replaceWith(next.getElementById(id));
      if (form) {
        document.getElementById("map-form").replaceWith(next.getElementById("map-form"));
        wakeForm();
      }
      work.querySelector(".map-legend").replaceWith(next.querySelector(".map-legend"));
      wake(document);
      markRow();
    } catch (failure) {
      if (failure.name !== "AbortError") say("The map cannot be drawn just now. Try again in a moment.", { failed: true });
    }
  }

  function markRow() {
    for (const row of document.querySelectorAll("#map-list [data-row]")) row.classList.toggle("centred", row.dataset.row === centred);
  }

  function wakeForm() {
    const form = document.getElementById("map-form");
    let timer;
    form.addEventListener("input", ({ target }) => {
      if (target.name === "strength") form.querySelector("[data-map-strength]").textContent = `${target.value} %`;
    });
    form.addEventListener("change", () => {
      form.querySelector("[data-map-days]").hidden = form.elements.period.value !== "own";
      clearTimeout(timer);
      timer = setTimeout(() => go(address(form), { form: false }), 120);
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); go(address(form), { form: false }); });
  }

  function view(name) {
    work.dataset.view = name;
    for (const button of work.querySelectorAll("[data-map-view]")) button.setAttribute("aria-pressed", String(button.dataset.mapView === name));
    if (name === "picture" && drawing) draw({ keep: Boolean(network) });
  }

  document.addEventListener("click", (event) => {
    const on = (selector) => event.target.closest(selector);
    const centre = on("[data-centre]");
    if (centre) {
      if (work.dataset.view === "list" && !room.clientWidth) view("picture");
      if (network) look(centre.dataset.centre);
    }
    const link = on("a[data-map-go]");
    if (link && !event.ctrlKey && !event.metaKey) { event.preventDefault(); go(link.getAttribute("href")); }
    const zoom = on("[data-map-zoom]");
    if (zoom) network?.moveTo({ scale: network.getScale() * Number(zoom.dataset.mapZoom), animation: motion(true) });
    if (on("[data-map-fit]")) fit();
    const tab = on("[data-map-view]");
    if (tab) view(tab.dataset.mapView);
    const aside = on("[data-map-aside]");
    if (aside) aside.setAttribute("aria-pressed", String(work.classList.toggle("alone")));
    if (on("[data-map-export]")) save();
  });

  function save() {
    const drawn = room.querySelector("canvas");
    if (!drawn) { view("picture"); return; }
    const copy = Object.assign(document.createElement("canvas"), { width: drawn.width, height: drawn.height });
    const context = copy.getContext("2d");
    context.fillStyle = colour.surface;
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(drawn, 0, 0);
    copy.toBlob((blob) => {
      const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: "netgraph-map.png" });
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }

  addEventListener("popstate", () => go(location.pathname + location.search, { push: false }));
  document.addEventListener("netgraph:theme", () => { if (network) draw({ keep: true }); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideCard(); });

  const find = document.querySelector("[data-find]");
  combobox(find, find.dataset.find, (item) => {
    const id = new URLSearchParams(item.url.split("?")[1]).get("centre");
    const asked = new URLSearchParams(location.search);
    asked.set("centre", id);
    find.reset();
    if (matchMedia("(max-width: 767.98px)").matches) view("picture");
    go(`/map?${asked}`);
  });
  find.addEventListener("submit", (event) => event.preventDefault());

  window.netgraphMap = {
    /** The middle of a person's or company's sign, in pixels of the window. */
    positionOf(id) {
      const at = network.canvasToDOM(network.getPosition(id));
      const box = room.getBoundingClientRect();
      return { x: box.left + at.x, y: box.top + at.y };
    },
    /** How a line is drawn: its width, its colour, whether it is lit. */
    drawnAs(id) {
      const line = lines.get(id);
      if (!line) return null;
      const style = styledLine(line);
      return { width: style.width, color: style.color.color, lit: line.lit, from: line.from, to: line.to };
    },
    /** The names written last, each with its box in pixels of the picture, the first the most wanted. */
    names: () => written,
    centre: look,
  };

  room.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; }, { capture: true });
  work.classList.add("live");
  wakeForm();
  new ResizeObserver(() => { if (drawing && !network && room.clientWidth) draw({ keep: false }); }).observe(room);
  load(work.dataset.query, { keep: false }).catch(() => {
    work.querySelector("[data-map-wait]").textContent = "The map cannot be drawn just now. The list says the same.";
  });
}
