/* Typing in from paper: with the focus on a question, a digit chooses the answer and goes on to the next question.
   Without this file arrow keys and Tab do the same in more steps. */

const form = document.querySelector("[data-survey]");
const questions = () => [...form.querySelectorAll("[data-question]")];

function forward(question) {
  const next = questions()[questions().indexOf(question) + 1];
  const target = next?.querySelector("input:checked, input, textarea") ?? form.querySelector("button[type=submit]");
  target?.focus();
}

form?.addEventListener("keydown", (event) => {
  if (event.target.type !== "radio" || event.ctrlKey || event.altKey || event.metaKey || !/^[0-9]$/.test(event.key)) return;
  const question = event.target.closest("[data-question]");
  const answer = [...question.querySelectorAll("input[type=radio]")].find((one) => one.value === event.key);
  if (!answer) return;
  event.preventDefault();
  answer.checked = true;
  answer.dispatchEvent(new Event("input", { bubbles: true }));
  answer.dispatchEvent(new Event("change", { bubbles: true }));
  forward(question);
});

if (form && matchMedia("(hover: hover)").matches) form.querySelector("[data-keys]")?.removeAttribute("hidden");
