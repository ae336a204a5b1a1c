/* The grid by tap and key. Without this file every button sends the form and every date leads to its own page.

   One cell is in the tab order; arrows move, j n o and 1 to 9 answer, Enter opens the details. Answers go out one
   after the other, each with the state the one before came back with, so that nobody conflicts with themselves. */

const KEYS = { j: "yes", n: "no", o: "open" };
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const queue = [];
let running = false;
let current = "";

const journey = () => document.getElementById("journey");
const grid = () => journey()?.querySelector("[data-grid]");
const dialog = document.getElementById("einzelheiten");
const inside = document.getElementById("einzelheiten-inhalt");

const boxes = () => [...(grid()?.querySelectorAll("td[data-answers]") ?? [])];

/* One tab stop for the whole grid. */
function rove() {
  const all = boxes();
  const here = all.find((box) => box.id === current) ?? all[0];
  for (const box of all) {
    box.tabIndex = box === here ? 0 : -1;
    for (const inner of box.querySelectorAll("button, a, input")) inner.tabIndex = -1;
  }
  grid()?.setAttribute("role", "grid");
  for (const box of all) box.setAttribute("role", "gridcell");
  for (const keys of journey()?.querySelectorAll("[data-keys]") ?? []) keys.hidden = false;
}

function focus(box) {
  current = box.id;
  rove();
  box.focus();
}

function neighbour(box, [down, right]) {
  const rows = [...grid().querySelectorAll("tr.jn-line")];
  const row = rows.indexOf(box.parentElement);
  const column = [...box.parentElement.querySelectorAll("td")].indexOf(box);
  return rows[row + down]?.querySelectorAll("td")[column + right];
}

/* What was tapped shows at once; the server's answer replaces it. */
function mark(box, code) {
  box.setAttribute("aria-busy", "true");
  for (const choice of box.querySelectorAll(".jn-choice")) {
    choice.setAttribute("aria-pressed", String(choice.value.endsWith(`.${code}`)));
  }
}

function answer(box, code, upTo = false) {
  const values = { set: `${box.id.slice(2)}.${code}`, ...(upTo ? { up_to: "1" } : {}) };
  mark(box, code);
  send(grid().closest("form"), values);
}

/* A day is sent with the form of the grid, so that the day since when answers count goes with it. */
function when(box, day) {
  box.setAttribute("aria-busy", "true");
  send(grid().closest("form"), { set: `${box.id.slice(2)}.day`, day });
}

function send(form, values = {}, action = form.getAttribute("action")) {
  queue.push({ kind: form.dataset.journey === undefined ? "field" : "grid", form, values, action });
  work();
}

async function work() {
  if (running) return;
  running = true;
  while (queue.length) {
    const { kind, form, values, action } = queue.shift();
    // A form of the grid may have been drawn anew since; what it says now counts.
    const source = form.isConnected ? form : journey().querySelector(`form[action="${form.getAttribute("action")}"]`);
    if (!source) continue;
    const body = new FormData(source);
    for (const [name, value] of Object.entries(values)) body.set(name, value);
    let reply;
    try {
      reply = await fetch(action, {
        method: "POST",
        body,
        headers: { "HX-Request": "true", "X-Requested-With": "fetch" },
        credentials: "same-origin",
      });
    } catch {
      tell("Keine Verbindung. Die letzte Antwort ist nicht gespeichert.");
      continue;
    }
    if (reply.status === 401) {
      queue.length = 0;
      document.getElementById("anmeldung-abgelaufen")?.showModal();
      tell("Ihre Anmeldung ist abgelaufen. Die letzte Antwort ist nicht gespeichert; laden Sie die Seite danach neu.");
      break;
    }
    show(await reply.text(), kind);
  }
  running = false;
}

function show(text, kind) {
  const drawn = new DOMParser().parseFromString(text, "text/html");
  const fresh = drawn.getElementById("journey");
  const field = drawn.querySelector("[data-field]");
  if (fresh) {
    const focused = document.activeElement?.closest?.("#journey td[data-answers]");
    journey().replaceWith(document.adoptNode(fresh));
    if (kind === "field") {
      inside?.replaceChildren();
      dialog?.close();
    }
    rove();
    ready();
    const again = (focused || kind === "field") && document.getElementById(current);
    if (again && !dialog?.open) again.focus({ preventScroll: true });
    if (fresh.dataset.ask && !queue.length) open(fresh.dataset.ask);
  } else if (field && dialog) {
    fill(field);
  } else {
    tell("Das hat nicht geklappt. Bitte laden Sie die Seite neu.");
  }
}

function tell(words) {
  let place = journey().querySelector(":scope > .rb-message");
  if (!place) {
    place = document.createElement("div");
    place.className = "rb-message rb-message--warning";
    place.setAttribute("role", "alert");
    journey().prepend(place);
  }
  const line = document.createElement("p");
  line.textContent = words;
  place.replaceChildren(line);
  for (const box of boxes()) box.removeAttribute("aria-busy");
}

/* Calendars and drafts prepare forms that come later when a piece of page was put in. */
const ready = () => document.dispatchEvent(new CustomEvent("htmx:after:swap", { bubbles: true }));

async function open(address) {
  if (!dialog) return location.assign(address);
  let reply;
  try {
    reply = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
  } catch {
    return tell("Keine Verbindung.");
  }
  const field = new DOMParser().parseFromString(await reply.text(), "text/html").querySelector("[data-field]");
  if (!reply.ok || !field) return location.assign(address);
  fill(field);
}

function fill(field) {
  inside.replaceChildren(document.adoptNode(field));
  if (!dialog.open) dialog.showModal();
  ready();
  const boxes = [...inside.querySelectorAll("input[type=checkbox]")];
  boxes.slice(0, 9).forEach((box, place) => {
    const digit = document.createElement("span");
    digit.className = "jn-digit";
    digit.setAttribute("aria-hidden", "true");
    digit.textContent = String(place + 1);
    box.labels[0]?.prepend(digit);
  });
  const reasons = inside.querySelector('input[name="reasons"]');
  const kinds = inside.querySelector('input[name="kinds"]');
  const chosen = inside.querySelector('input[name="answer"]:checked');
  const first = chosen?.value === "yes" ? (kinds ?? chosen) : (reasons ?? chosen);
  (inside.querySelector('[aria-invalid="true"]') ?? first ?? inside.querySelector("input:not([type=hidden])"))?.focus();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const mine = form.dataset.journey !== undefined || form.dataset.journeyField !== undefined;
  if (!mine || (form.dataset.journeyField !== undefined && !dialog?.contains(form))) return;
  event.preventDefault();
  event.stopPropagation();
  const button = event.submitter;
  if (form.dataset.journeyDay !== undefined) {
    const field = document.querySelector(`input[form="${form.id}"]`);
    current = field.closest("td").id;
    when(field.closest("td"), field.value);
    return;
  }
  const values = button?.name ? { [button.name]: button.value } : {};
  const box = button?.closest("td[data-answers]");
  if (box) {
    current = box.id;
    mark(box, button.value.slice(button.value.lastIndexOf(".") + 1));
  }
  send(form, values, button?.getAttribute("formaction") ?? form.getAttribute("action"));
}, true);

document.addEventListener("click", (event) => {
  const more = event.target.closest?.("a[data-more]");
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (more && dialog && plain) {
    event.preventDefault();
    current = more.closest("td").id;
    rove();
    open(more.href);
  }
  const back = event.target.closest?.(".jn-dialog a.kern-btn--tertiary");
  if (back && plain) {
    event.preventDefault();
    dialog.close();
  }
});

dialog?.addEventListener("close", () => {
  inside.replaceChildren();
  document.getElementById(current)?.focus({ preventScroll: true });
});

dialog?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches("textarea, input:not([type=checkbox]):not([type=radio])");
  if (typing || !/^[1-9]$/.test(event.key)) return;
  const box = inside.querySelectorAll("input[type=checkbox]")[Number(event.key) - 1];
  if (box) {
    event.preventDefault();
    box.click();
    box.focus();
  }
});

document.addEventListener("keydown", (event) => {
  const box = event.target.closest?.("td[data-answers]");
  if (!box || dialog?.open) return;
  if (event.target.matches("input")) {
    if (event.key === "Escape") focus(box);
    return;
  }
  if ((event.ctrlKey || event.metaKey) && event.key === "z") {
    const undo = journey().querySelector("[data-undo]");
    if (undo) {
      event.preventDefault();
      current = box.id;
      undo.click();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const on = STEPS[event.key] && neighbour(box, STEPS[event.key]);
  if (STEPS[event.key]) {
    event.preventDefault();
    if (on) focus(on);
    return;
  }
  if (event.target !== box) return;
  const day = box.querySelector("input.jn-when__field");
  if (day && (event.key === "Enter" || event.key.toLowerCase() === "h")) {
    event.preventDefault();
    event.stopPropagation();
    current = box.id;
    if (event.key === "Enter") day.select();
    else when(box, "heute");
    return;
  }
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    current = box.id;
    open(box.querySelector("a[data-more]").href);
    return;
  }
  const allowed = `${box.dataset.answers} open`.split(" ");
  const code = KEYS[event.key.toLowerCase()] ?? (/^[0-9]$/.test(event.key) ? `p${event.key}` : "");
  if (code && allowed.includes(code)) {
    event.preventDefault();
    event.stopPropagation();
    current = box.id;
    answer(box, code, event.key === "J");
  }
}, true);

document.addEventListener("focusin", (event) => {
  const box = event.target.closest?.("td[data-answers]");
  if (box && box.id !== current) {
    current = box.id;
    rove();
  }
});

const wanted = location.hash.startsWith("#c-") ? document.getElementById(location.hash.slice(1)) : null;
rove();
if (wanted?.dataset.answers !== undefined) focus(wanted);
