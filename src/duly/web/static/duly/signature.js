// The signature: pointer strokes kept as points in a hidden field. Typing a name is its equal.
(() => {
  "use strict";
  const MOST_POINTS = 5000;
  const pad = document.querySelector("canvas.pad");
  if (!pad) return;
  const box = pad.closest(".drawing");
  const field = box.querySelector("input[name=signature_strokes]");
  const pen = pad.getContext("2d");
  const status = box.querySelector("[data-signed]");
  let strokes = read(field.value);
  let current = null;

  function read(text) {
    try {
      const found = JSON.parse(text || "[]");
      return Array.isArray(found) ? found : [];
    } catch {
      return [];
    }
  }

  function draw() {
    status.textContent = strokes.length ? status.dataset.signed : "";
    pen.clearRect(0, 0, pad.width, pad.height);
    pen.lineWidth = 6;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = "#16306f";
    for (const stroke of strokes) {
      pen.beginPath();
      stroke.forEach(([x, y], n) => (n ? pen.lineTo(x, y) : pen.moveTo(x, y)));
      if (stroke.length === 1) pen.lineTo(stroke[0][0] + 0.1, stroke[0][1]);
      pen.stroke();
    }
  }

  function keep() {
    field.value = strokes.length ? JSON.stringify(strokes) : "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    draw();
  }

  function point(event) {
    const place = pad.getBoundingClientRect();
    const x = ((event.clientX - place.left) / place.width) * pad.width;
    const y = ((event.clientY - place.top) / place.height) * pad.height;
    return [Math.round(x), Math.round(y)];
  }

  function isFull() {
    return strokes.reduce((sum, stroke) => sum + stroke.length, 0) >= MOST_POINTS;
  }

  pad.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || isFull()) return;
    event.preventDefault();
    pad.setPointerCapture(event.pointerId);
    current = [point(event)];
    strokes.push(current);
    draw();
  });

  pad.addEventListener("pointermove", (event) => {
    if (!current || isFull()) return;
    for (const step of event.getCoalescedEvents?.() ?? [event]) current.push(point(step));
    draw();
  });

  for (const end of ["pointerup", "pointercancel"]) {
    pad.addEventListener(end, () => {
      if (!current) return;
      current = null;
      keep();
    });
  }

  box.querySelector("[data-pad=undo]").addEventListener("click", () => {
    strokes.pop();
    keep();
  });
  box.querySelector("[data-pad=clear]").addEventListener("click", () => {
    strokes = [];
    keep();
  });

  box.hidden = false;
  draw();
})();
