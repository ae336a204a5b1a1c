/* Signing by finger, pen or mouse. A field for each person who consents, shown when "Unterschrift mit dem Finger" is
   chosen; the drawing goes with the form as a picture. Without this file the sheet of paper remains. */

const WIDTH = 900;
const HEIGHT = 275;

const area = document.querySelector("[data-signatures]");
const form = area?.closest("form");

function field(input) {
  const group = document.createElement("div");
  const label = document.createElement("p");
  const canvas = document.createElement("canvas");
  const again = document.createElement("button");
  label.textContent = `Unterschrift: ${input.dataset.label}`;
  canvas.className = "consent-canvas";
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `Feld zum Unterschreiben: ${input.dataset.label}`);
  again.type = "button";
  again.className = "kern-btn kern-btn--tertiary";
  again.innerHTML = '<span class="kern-label">Noch einmal</span>';
  group.append(label, canvas, again);
  area.append(group);
  const pen = canvas.getContext("2d");
  pen.lineWidth = 3;
  pen.lineCap = pen.lineJoin = "round";
  if (input.value) {
    const drawn = new Image();
    drawn.onload = () => pen.drawImage(drawn, 0, 0);
    drawn.src = input.value;
  }
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * WIDTH, ((event.clientY - box.top) / box.height) * HEIGHT];
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    pen.lineTo(...at(event));
    pen.stroke();
  });
  canvas.addEventListener("pointerup", () => {
    input.value = canvas.toDataURL("image/png");
  });
  again.addEventListener("click", () => {
    pen.clearRect(0, 0, WIDTH, HEIGHT);
    input.value = "";
  });
  return group;
}

function show(fields) {
  const chosen = new Set([...form.querySelectorAll('[name="given_by"]:checked')].map((box) => box.value));
  area.hidden = form.querySelector('[name="how"]:checked')?.value !== "signed";
  for (const [key, group] of fields) group.hidden = !chosen.has(key);
}

if (form) {
  const fields = [...form.querySelectorAll("[data-signature]")].map((input) => [input.dataset.signature, field(input)]);
  form.addEventListener("change", () => show(fields));
  show(fields);
}
