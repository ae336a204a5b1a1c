/* Conveniences for forms and keyboard. Every page works without this file. */

const editable = "input, textarea, select, [contenteditable]";
const submitting = new WeakSet();
const dirty = new WeakSet();

/* A form goes out once, however often somebody taps. Coming back with the browser's arrow opens it again. */

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.getAttribute("method") !== "post") return;
  if (submitting.has(event.target)) {
    event.preventDefault();
    return;
  }
  submitting.add(event.target);
  dirty.delete(event.target);
  for (const button of event.target.querySelectorAll("button[type=submit]")) {
    button.setAttribute("aria-disabled", "true");
  }
});

window.addEventListener("pageshow", () => {
  for (const form of document.forms) {
    submitting.delete(form);
    for (const button of form.querySelectorAll("button[type=submit][aria-disabled]")) {
      button.removeAttribute("aria-disabled");
    }
  }
});

/* Leaving with typed words that are neither sent nor kept as a draft asks first. */

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && ("guard" in form.dataset || "draftUrl" in form.dataset)) dirty.add(form);
});

document.addEventListener("rb:draft-saved", (event) => dirty.delete(event.target));

window.addEventListener("beforeunload", (event) => {
  if ([...document.forms].some((form) => dirty.has(form))) event.preventDefault();
});

/* Long texts say how much room is left before it runs out; nothing is ever cut off. */

const german = new Intl.NumberFormat("de-DE");

function countLetters(field) {
  const longest = Number(field.dataset.longest);
  const used = [...field.value].length;
  let note = field.parentElement.querySelector(":scope > .rb-counter");
  if (used < longest * 0.8) {
    note?.remove();
    return;
  }
  if (!note) {
    note = document.createElement("p");
    note.className = "rb-counter";
    note.setAttribute("role", "status");
    field.after(note);
  }
  note.textContent =
    used > longest
      ? `${german.format(used - longest)} Zeichen zu viel`
      : `noch ${german.format(longest - used)} Zeichen`;
  note.classList.toggle("rb-counter--over", used > longest);
}

document.addEventListener("input", (event) => {
  if (event.target.dataset?.longest) countLetters(event.target);
});

/* A calendar beside each date box: the browser's own, so that it speaks the reader's language. */

function addCalendar(field) {
  if (field.dataset.calendar || field.disabled || field.readOnly) return;
  field.dataset.calendar = "yes";
  const picker = document.createElement("input");
  if (!("showPicker" in picker)) return;
  picker.type = "date";
  picker.className = "rb-date__picker";
  picker.tabIndex = -1;
  picker.setAttribute("aria-hidden", "true");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "rb-date__button";
  const label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`)?.firstChild?.textContent.trim();
  button.setAttribute("aria-label", label ? `Kalender öffnen: ${label}` : "Kalender öffnen");
  button.innerHTML = '<span class="kern-icon kern-icon--calendar-today" aria-hidden="true"></span>';
  const box = document.createElement("div");
  box.className = "rb-date";
  field.replaceWith(box);
  box.append(field, button, picker);
  button.addEventListener("click", () => {
    const typed = field.value.match(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/);
    if (typed) picker.value = `${typed[3]}-${typed[2].padStart(2, "0")}-${typed[1].padStart(2, "0")}`;
    picker.showPicker();
  });
  picker.addEventListener("change", () => {
    if (!picker.value) return;
    const [year, month, day] = picker.value.split("-");
    field.value = `${day}.${month}.${year}`;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
}

/* Keys: "/" search, "?" help, "g" and a letter jumps, Ctrl+Enter sends the form one is writing in. */

let jumping = 0;

function openHelp() {
  const help = document.getElementById("tastenhilfe");
  if (!help || help.open) return;
  const list = help.querySelector("[data-jump-list]");
  if (list && !list.childElementCount) {
    const seen = new Set();
    for (const link of document.querySelectorAll("[data-jump]")) {
      if (seen.has(link.dataset.jump)) continue;
      seen.add(link.dataset.jump);
      const row = document.createElement("div");
      const keys = document.createElement("dt");
      for (const letter of ["g", link.dataset.jump]) {
        const key = document.createElement("kbd");
        key.textContent = letter;
        keys.append(key, " ");
      }
      const words = document.createElement("dd");
      words.textContent = link.dataset.jumpWords || (link.labels?.[0] ?? link.querySelector(".kern-label") ?? link.firstElementChild ?? link).textContent;
      row.append(keys, words);
      list.append(row);
    }
  }
  help.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
    event.preventDefault();
    event.target.form.requestSubmit();
    return;
  }
  if (event.key === "Escape") {
    const open = event.target.closest?.("details[data-closes][open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
    const results = document.querySelector(".rb-search__results:not(:empty)");
    if (results) results.replaceChildren();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.(editable) || document.querySelector("dialog[open]")) return;
  if (event.key === "/") {
    const search = document.querySelector("[data-search]");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  } else if (event.key === "?") {
    event.preventDefault();
    openHelp();
  } else if (jumping && event.timeStamp - jumping < 1500) {
    jumping = 0;
    const target = document.querySelector(`[data-jump="${CSS.escape(event.key)}"]`);
    if (target) {
      event.preventDefault();
      if (target.matches(editable)) target.focus();
      else target.click();
    }
  } else if (event.key === "g") {
    jumping = event.timeStamp;
  }
});

document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details[data-closes][open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
  if (!event.target.closest(".rb-search")) {
    document.querySelector(".rb-search__results:not(:empty)")?.replaceChildren();
  }
  if (event.target.closest("[data-opens-help]")) openHelp();
  if (event.target.closest("[data-prints]")) window.print();
});

function prepare(root) {
  root.querySelectorAll("input[data-date]").forEach(addCalendar);
  root.querySelectorAll("[data-longest]").forEach(countLetters);
}

prepare(document);
document.addEventListener("htmx:after:swap", () => prepare(document));
document.querySelector("[data-focus]")?.focus();
