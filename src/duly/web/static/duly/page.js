// What a page may do beyond a form: keep the last preview when the site does not answer, print, press once.
(() => {
  "use strict";
  const note = (name) => {
    const place = document.getElementById("preview-note");
    const words = document.querySelector(`[data-words="${name}"]`);
    if (place && words) place.replaceChildren(words.content.cloneNode(true));
  };
  document.addEventListener("htmx:sendError", () => note("unreachable"));
  document.addEventListener("htmx:responseError", () => note("unreachable"));
  // A field that was judged does not change under the hands of somebody who is typing in it again.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target } = event.detail;
    if (target.matches(".field") && target.contains(document.activeElement)) event.detail.shouldSwap = false;
  });
  // What the person opened stays open, and the focus stays where it was, when the next preview comes.
  const stops = (place) => [place, ...place.querySelectorAll("a[href],button,summary")];
  let opened = [], places = [], wasInView = false;
  const isInView = (one) => {
    const { top, bottom } = one.getBoundingClientRect();
    const foot = document.querySelector(".plan")?.getBoundingClientRect().top ?? window.innerHeight;
    return top >= 0 && bottom <= foot;
  };
  document.addEventListener("htmx:beforeSwap", () => {
    opened = [...document.querySelectorAll("details[id][open]")].map(({ id }) => id);
    const at = document.activeElement;
    places = [];
    wasInView = at && isInView(at);
    for (let place = at?.closest("[id]"); place; place = place.parentElement?.closest("[id]")) {
      places.push({ id: place.id, stop: stops(place).indexOf(at) });
    }
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
    if (document.activeElement === document.body) {
      // What is gone (nothing is missing any more) gives the focus to what stands in its place.
      const { id, stop } = places.find(({ id }) => document.getElementById(id)) ?? {};
      if (id) stops(document.getElementById(id))[stop]?.focus({ preventScroll: true });
    }
    // What grew above it does not push it under the bar at the foot.
    if (wasInView) document.activeElement.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
  // From the list of what is missing straight into the field; its label stays in view.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#errors a[href^='#']");
    const place = link && document.getElementById(link.hash.slice(1));
    const control = place?.querySelector("input:not([type=hidden]):enabled,select,textarea");
    if (!control) return;
    event.preventDefault();
    place.scrollIntoView();
    control.focus({ preventScroll: true });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.activeElement?.matches(".cite")) document.activeElement.blur();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-once]")) return;
    if (form.dataset.pressed) return event.preventDefault();
    form.dataset.pressed = "yes";
    const button = form.querySelector("button:not([type=button])");
    button.setAttribute("aria-busy", "true");
    if (form.dataset.once) button.textContent = form.dataset.once;
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("[data-pressed]")) delete form.dataset.pressed;
  });
  const drop = document.querySelector(".drop");
  if (drop) {
    drop.addEventListener("dragover", (event) => event.preventDefault());
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      const input = drop.querySelector("input[type=file]");
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      drop.requestSubmit();
    });
  }
  for (const hidden of document.querySelectorAll("[data-scripted]")) hidden.hidden = false;
  const errors = document.getElementById("errors");
  if (errors) errors.focus();
})();
