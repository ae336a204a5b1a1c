/* Moving people on the map: by drag, arrow keys, plus and minus. Without this file the list and the form do the same.

   Moves go out one after the other; each answer is the new map, so that the next one starts from what is stored. */

const REACH = 1000;
const CENTRE = [480, 356];
const SIZE = [450, 324];
const STEP = 40;
const STEPS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
const NEARER = new Set(["+", "=", "*"]);
const FARTHER = new Set(["-", "_"]);
const PAUSE = 700;

const board = () => document.getElementById("netz");
const nodeOf = (key) => board()?.querySelector(`.net-node[data-tie="${key}"]`);
const rowOf = (key) => board()?.querySelector(`[data-row="${key}"]`);
let snap = false;
let drag = null;
let waiting = null;
let last = Promise.resolve();

function ready() {
  const here = board();
  const svg = here?.querySelector("svg");
  if (!svg || here.dataset.moves === undefined) return;
  svg.setAttribute("role", "group");
  for (const node of svg.querySelectorAll(".net-node")) {
    node.setAttribute("tabindex", "0");
    node.setAttribute("role", "button");
    node.setAttribute("aria-describedby", "netz-hilfe");
    const title = node.querySelector("title");
    const said = title?.textContent ?? "";
    const visible = [...node.querySelectorAll("text")].map((one) => one.textContent).join("").trim();
    // Whoever speaks to the machine says what is written on the map, also where a long name was cut.
    node.setAttribute("aria-label", said.startsWith(visible) ? said : `${visible} ${said}`);
  }
  const help = here.querySelector("[data-help]");
  if (help) help.hidden = false;
  const box = document.getElementById("netz-raster");
  if (box) {
    box.checked = snap;
    box.addEventListener("change", () => (snap = box.checked));
  }
}

/* Where the pointer is, in thousandths of the map's reach. */
function placeOf(event) {
  const svg = board().querySelector("svg");
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  return [((at.x - CENTRE[0]) / SIZE[0]) * REACH, ((at.y - CENTRE[1]) / SIZE[1]) * REACH];
}

/* Show the node at another place while it moves; its line follows straight and plain. */
function show(node, x, y) {
  const shiftX = ((x - Number(node.dataset.x)) / REACH) * SIZE[0];
  const shiftY = ((y - Number(node.dataset.y)) / REACH) * SIZE[1];
  node.setAttribute("transform", `translate(${shiftX} ${shiftY})`);
  const line = board().querySelector(`[data-line="${node.dataset.tie}"]`);
  const path = line?.querySelector("path");
  if (!path) return;
  line.dataset.follows = "";
  const to = [CENTRE[0] + (x / REACH) * SIZE[0], CENTRE[1] + (y / REACH) * SIZE[1]];
  path.setAttribute("d", `M${CENTRE[0]} ${CENTRE[1]}L${to[0]} ${to[1]}`);
  const middle = board().querySelector("svg .rb-pic-ground");
  if (middle && line.nextElementSibling !== middle) middle.before(line);
}

function send(key, values) {
  last = last.then(() => post(key, values));
}

async function post(key, values) {
  const form = rowOf(key)?.querySelector("form.net-step");
  if (!form) return;
  const body = new FormData(form);
  for (const [name, value] of Object.entries(values)) body.set(name, value);
  if (snap && "x" in values) body.set("snap", "1");
  let reply;
  try {
    reply = await fetch(form.getAttribute("action"), {
      method: "POST",
      body,
      headers: { "HX-Request": "true", "X-Requested-With": "fetch" },
      credentials: "same-origin",
    });
  } catch {
    return tell("Keine Verbindung. Der neue Platz ist nicht gespeichert; bitte laden Sie die Seite neu.");
  }
  if (reply.status === 401) {
    document.getElementById("anmeldung-abgelaufen")?.showModal();
    return tell("Ihre Anmeldung ist abgelaufen. Der neue Platz ist nicht gespeichert; laden Sie die Seite danach neu.");
  }
  const fresh = new DOMParser().parseFromString(await reply.text(), "text/html").getElementById("netz");
  if (!fresh) return tell("Das hat nicht geklappt. Bitte laden Sie die Seite neu.");
  replace(fresh, reply.ok);
}

/* The page stays where it is: scroll, focus, and the words for screen readers in the same live region. */
function replace(fresh, fine) {
  if (waiting || drag) return keep(fresh);
  const focused = document.activeElement?.closest?.(".net-node")?.dataset.tie;
  const row = document.activeElement?.closest?.("[data-row]")?.dataset.row;
  const button = document.activeElement?.value;
  const frame = board().querySelector(".rb-picture__frame");
  const left = frame?.scrollLeft ?? 0;
  const told = fresh.querySelector("[data-told]")?.textContent ?? "";
  const region = fresh.querySelector("[data-told]");
  if (region) region.textContent = "";
  board().replaceWith(document.adoptNode(fresh));
  ready();
  const again = board().querySelector(".rb-picture__frame");
  if (again) again.scrollLeft = left;
  if (focused) nodeOf(focused)?.focus({ preventScroll: true });
  if (row) {
    const buttons = [...rowOf(row)?.querySelectorAll(".net-step__button") ?? []];
    (buttons.find((one) => one.value === button) ?? buttons[0])?.focus({ preventScroll: true });
  }
  tell(told, !fine);
}

/* Somebody already moves the next one: only take over what the forms need to be up to date. */
function keep(fresh) {
  for (const row of fresh.querySelectorAll("[data-row]")) {
    const mine = rowOf(row.dataset.row);
    const seen = row.querySelector("input[name=seen]")?.value;
    if (mine && seen) mine.querySelector("input[name=seen]").value = seen;
  }
}

function tell(words, warns = false) {
  const region = board()?.querySelector("[data-told]");
  if (!region) return;
  region.toggleAttribute("data-warns", warns);
  setTimeout(() => (region.textContent = words), 50);
}

document.addEventListener("pointerdown", (event) => {
  const node = event.target.closest?.("[data-moves] .net-node[tabindex]");
  if (!node || event.button !== 0) return;
  flush();
  node.focus({ preventScroll: true });
  node.setPointerCapture(event.pointerId);
  drag = { node, from: [event.clientX, event.clientY], moved: false, place: null };
  event.preventDefault();
});

document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const far = Math.hypot(event.clientX - drag.from[0], event.clientY - drag.from[1]);
  if (!drag.moved && far < 5) return;
  drag.moved = true;
  drag.node.dataset.dragging = "";
  drag.place = placeOf(event);
  show(drag.node, ...drag.place);
});

document.addEventListener("pointerup", () => {
  if (!drag) return;
  const { node, moved, place } = drag;
  drag = null;
  delete node.dataset.dragging;
  if (moved) send(node.dataset.tie, { x: Math.round(place[0]), y: Math.round(place[1]) });
  else open(node);
});

document.addEventListener("pointercancel", () => {
  if (!drag) return;
  show(drag.node, Number(drag.node.dataset.x), Number(drag.node.dataset.y));
  drag = null;
});

function open(node) {
  const link = rowOf(node.dataset.tie)?.querySelector("a[data-edit]");
  if (link) location.assign(link.href);
}

/* Arrow keys move at once and are stored when the hand rests. */
function flush() {
  if (!waiting) return;
  clearTimeout(waiting.timer);
  const { node, place } = waiting;
  waiting = null;
  send(node.dataset.tie, { x: Math.round(place[0]), y: Math.round(place[1]) });
}

document.addEventListener("keydown", (event) => {
  const node = event.target.closest?.("[data-moves] .net-node[tabindex]");
  if (!node || event.ctrlKey || event.metaKey || event.altKey) return;
  if (STEPS[event.key]) {
    event.preventDefault();
    event.stopPropagation();
      const from = waiting?.node === node ? waiting.place : [Number(node.dataset.x), Number(node.dataset.y)];
    if (waiting) clearTimeout(waiting.timer);
    const place = [from[0] + STEPS[event.key][0], from[1] + STEPS[event.key][1]];
    show(node, ...place);
    waiting = { node, place, timer: setTimeout(flush, PAUSE) };
  } else if (NEARER.has(event.key) || FARTHER.has(event.key)) {
    event.preventDefault();
    flush();
      send(node.dataset.tie, { rings: NEARER.has(event.key) ? -1 : 1 });
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    flush();
    last.then(() => open(nodeOf(node.dataset.tie) ?? node));
  }
});

document.addEventListener("focusout", (event) => {
  if (waiting && event.target === waiting.node) flush();
});

window.addEventListener("pagehide", flush);

/* The buttons of the list answer without a new page. */
document.addEventListener("submit", (event) => {
  const form = event.target.closest?.("form.net-step");
  if (!form) return;
  event.preventDefault();
  event.stopPropagation();
  send(form.closest("[data-row]").dataset.row, { rings: event.submitter?.value ?? "0" });
}, true);

ready();
const frame = board()?.querySelector(".rb-picture__frame");
if (frame) frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2;
