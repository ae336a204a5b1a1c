/* Moving cards by hand and with arrow keys. Every button works without this file.

   Whatever moves a card ends in the one form #lamp-move, which htmx sends; the answer is the board anew. */

const board = () => document.getElementById("lamp-board");
const live = document.getElementById("lamp-live");
let busy = false;
let focusOn = null;
let typed = new Map();

function ready() {
  board()?.classList.add("lamp-board--live");
}

function say(words) {
  if (!live) return;
  live.textContent = "";
  // Emptied first, so that the same words are said again.
  requestAnimationFrame(() => (live.textContent = words));
}

function send(card, rest) {
  const form = document.getElementById("lamp-move");
  if (!form || busy) return false;
  const field = form.querySelector("[data-place]");
  field.disabled = false;
  field.value = `${card.dataset.row} ${card.dataset.version} ${rest}`;
  form.requestSubmit();
  return true;
}

/* Where the focus goes once the board is drawn anew: the same card, the same button if it is still there. */

function remember(card, act) {
  focusOn = card ? { thread: card.dataset.thread, act } : null;
}

document.addEventListener("submit", (event) => {
  if (!event.target.closest("#lamp-board")) return;
  if (busy) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  const card = event.submitter?.closest("[data-thread].lamp-card");
  if (card) remember(card, event.submitter.dataset.act);
}, true);

function inside(event) {
  const form = event.detail?.ctx?.sourceElement ?? event.target;
  return form instanceof Element && (form.id === "lamp-move" || form.classList.contains("lamp-add"));
}

document.addEventListener("htmx:before:request", (event) => {
  if (!inside(event)) return;
  busy = true;
  // Words typed into another slice stay when the board is drawn anew.
  const sent = event.target.closest?.("form");
  typed = new Map();
  for (const field of board().querySelectorAll(".lamp-add input[type=text]")) {
    if (field.value && field.form !== sent) typed.set(field.id, field.value);
  }
});

document.addEventListener("htmx:after:swap", () => {
  if (!board()) return;
  ready();
  for (const [id, words] of typed) {
    const field = document.getElementById(id);
    if (field && !field.value) {
      field.value = words;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
  typed = new Map();
  if (board().dataset.aloud) say(board().dataset.aloud);
  refocus();
});

document.addEventListener("htmx:finally:request", (event) => {
  if (!inside(event)) return;
  busy = false;
  letGo();
});

function refocus() {
  if (!focusOn) return;
  const card = document.getElementById(`karte-${focusOn.thread}`);
  const act = focusOn.act;
  focusOn = null;
  if (!card) {
    (board().querySelector("[data-act=back]") ?? board().querySelector(".lamp-rest a"))?.focus();
    return;
  }
  const menu = card.querySelector("details");
  const button = ["up", "down"].includes(act) ? card.querySelector(`[data-act=${act}]`) : null;
  if (button) {
    menu.open = true;
    button.focus({ preventScroll: true });
  } else {
    menu?.querySelector("summary").focus({ preventScroll: true });
  }
  card.scrollIntoView({ block: "nearest" });
}

/* Arrow keys on the menu of a card: up and down within the slice, left and right to the next one. */

document.addEventListener("keydown", (event) => {
  const summary = event.target.closest?.(".lamp-card__menu > summary");
  if (!summary || event.ctrlKey || event.metaKey || event.altKey || summary.parentElement.open) return;
  const card = summary.closest(".lamp-card");
  const slices = [...board().querySelectorAll("[data-cards]")].map((list) => list.dataset.cards);
  const here = slices.indexOf(card.closest("[data-cards]").dataset.cards);
  const next = { ArrowLeft: slices[here - 1], ArrowRight: slices[here + 1] }[event.key];
  const rest = { ArrowUp: card.previousElementSibling && "up", ArrowDown: card.nextElementSibling && "down" }[event.key] ?? next;
  if (!event.key.startsWith("Arrow")) return;
  event.preventDefault();
  if (!rest) return;
  remember(card, "menu");
  send(card, rest);
});

/* By hand: a card follows the pointer, a dashed space shows where it would lie. */

let held = null;

function start(event) {
  const card = event.target.closest?.(".lamp-card");
  if (!card || !card.closest("#lamp-board") || busy || held || event.button !== 0) return;
  if (!document.getElementById("lamp-move")) return;
  if (event.target.closest("a, button, summary, input, details[open]")) return;
  if (event.pointerType !== "mouse" && !event.target.closest("[data-grip]")) return;
  held = { card, x: event.clientX, y: event.clientY, pointer: event.pointerId, space: null };
}

function lift() {
  const { card } = held;
  const box = card.getBoundingClientRect();
  held.space = document.createElement("li");
  held.space.className = "lamp-space";
  held.space.style.height = `${box.height}px`;
  held.home = document.createComment("");
  held.offset = { x: held.x - box.left, y: held.y - box.top };
  card.before(held.home);
  card.after(held.space);
  card.classList.add("lamp-card--held");
  Object.assign(card.style, { position: "fixed", width: `${box.width}px`, left: "0", top: "0" });
  document.body.classList.add("lamp-holding");
  window.getSelection()?.removeAllRanges();
}

function drag(event) {
  if (!held || held.waiting || event.pointerId !== held.pointer) return;
  if (!held.space) {
    if (Math.hypot(event.clientX - held.x, event.clientY - held.y) < 6) return;
    lift();
  }
  event.preventDefault();
  const { card, space, offset } = held;
  // A container with sizes of its own would be the measure of "fixed"; so we ask where the card really is.
  card.style.transform = "none";
  const origin = card.getBoundingClientRect();
  card.style.transform = `translate(${event.clientX - offset.x - origin.left}px, ${event.clientY - offset.y - origin.top}px) rotate(1deg)`;
  const slice = document.elementFromPoint(event.clientX, event.clientY)?.closest?.(".lamp-slice");
  const list = slice?.querySelector("[data-cards]");
  if (list) {
    const below = [...list.children].find((other) => {
      if (other === card || other === space || !other.classList.contains("lamp-card")) return false;
      const box = other.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    if (below) below.before(space);
    else list.append(space);
  }
  if (event.clientY < 60) window.scrollBy(0, -14);
  else if (event.clientY > window.innerHeight - 60) window.scrollBy(0, 14);
}

function put(card) {
  card.classList.remove("lamp-card--held");
  card.removeAttribute("style");
  document.body.classList.remove("lamp-holding");
}

function drop(event) {
  if (!held || held.waiting || event.pointerId !== held.pointer) return;
  if (!held.space) {
    held = null;
    return;
  }
  const { card, space } = held;
  const list = space.closest("[data-cards]");
  let next = space.nextElementSibling;
  while (next && (next === card || !next.dataset.thread)) next = next.nextElementSibling;
  space.replaceWith(card);
  put(card);
  remember(card, "menu");
  held.waiting = send(card, `place ${list.dataset.cards} ${next ? next.dataset.thread : ""}`.trim());
  if (!held.waiting) letGo();
}

/* When the move was not saved the board is still the old one: the card goes back to where it lay. */

function letGo() {
  if (!held) return;
  const { card, space, home } = held;
  held = null;
  space?.remove();
  put(card);
  if (home?.isConnected) {
    home.replaceWith(card);
    say("Nicht gespeichert. Die Karte liegt wieder, wo sie war.");
  }
}

document.addEventListener("pointerdown", start);
document.addEventListener("pointermove", drag, { passive: false });
document.addEventListener("pointerup", drop);
document.addEventListener("pointercancel", () => letGo());
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && held && !held.waiting) letGo();
});

ready();
