/* Text modules go in where one is writing. Without this file the button sends the form and the page comes back with it. */

const into = document.getElementById("ziel");

document.addEventListener("focusin", (event) => {
  if (into && event.target.matches?.("textarea") && [...into.options].some((one) => one.value === event.target.name)) {
    into.value = event.target.name;
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-inserts]");
  const field = button && into && button.form.elements[into.value];
  if (!field) return;
  event.preventDefault();
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  const before = field.value.slice(0, field.selectionStart);
  const text = (before && !/\s$/.test(before) ? "\n" : "") + button.dataset.inserts;
  field.focus();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

/* A hint beside a field that is folded away opens the fold. */

document.addEventListener("htmx:after:swap", () => {
  for (let fold = document.querySelector(".case-hint__box")?.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
});
