/* The note form: text modules go in where one is writing. Without this file the button sends the form and the page
   comes back with it. */

const into = () => document.getElementById("ziel");
let last = "";

function choose(name) {
  last = name;
  const list = into();
  if ([...(list?.options ?? [])].some((one) => one.value === name)) list.value = name;
}

function unfold(element) {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches?.("textarea")) choose(event.target.name);
});

document.addEventListener("change", (event) => {
  if (event.target === into()) last = event.target.value;
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-inserts]");
  const field = button && button.form.elements[into().value];
  if (!field) return;
  event.preventDefault();
  unfold(field);
  const before = field.value.slice(0, field.selectionStart);
  const text = (before && !/\s$/.test(before) ? "\n" : "") + button.dataset.inserts;
  field.focus();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

/* After a piece has come: the list of modules knows where one was writing, a hint in a fold opens it, and what was left
   as it is belongs to the draft. */

document.addEventListener("htmx:after:swap", () => {
  if (last) choose(last);
  const hint = document.querySelector(".case-hint__box");
  if (hint) unfold(hint);
  const form = document.querySelector("form.case-note");
  if (form?.elements.still) form.dispatchEvent(new Event("change", { bubbles: true }));
});
