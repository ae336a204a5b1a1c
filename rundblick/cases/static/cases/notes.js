/* The note form: text modules go in where one is writing. Without this file the button sends the form and the page
   comes back with it. */

const into = document.getElementById("ziel");

function unfold(element) {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

function follow(field) {
  if (field.matches?.("textarea") && [...into.options].some((one) => one.value === field.name)) into.value = field.name;
}

follow(document.activeElement);
document.addEventListener("focusin", (event) => follow(event.target));

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-inserts]");
  if (!button) return;
  event.preventDefault();
  const field = button.form.elements[into.value];
  unfold(field);
  const before = field.value.slice(0, field.selectionStart);
  const text = (before && !/\s$/.test(before) ? "\n" : "") + button.dataset.inserts;
  field.focus();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

/* After a piece has come: a hint in a fold opens it, and what was left as it is belongs to the draft. */

document.addEventListener("htmx:after:swap", () => {
  const hint = document.querySelector(".case-hint__box");
  if (hint) unfold(hint);
  if (into.form.elements.still) into.form.dispatchEvent(new Event("change", { bubbles: true }));
});
