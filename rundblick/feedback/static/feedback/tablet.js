// A tablet that many use forgets: nothing is put back by the browser, and a form nobody touches begins again.

const IDLE_SECONDS = 90;
const form = document.querySelector("form[data-start]");

if (form) {
  let timer;
  const again = () => location.replace(form.dataset.start);
  const touched = () => {
    clearTimeout(timer);
    timer = setTimeout(again, IDLE_SECONDS * 1000);
  };
  for (const event of ["input", "keydown", "pointerdown", "scroll"]) addEventListener(event, touched, { passive: true });
  addEventListener("pageshow", (event) => {
    if (event.persisted) again();
    touched();
  });
  addEventListener("pagehide", () => form.reset());
  touched();
}
