// The draft: what was typed before "Check the letter" comes back. It stays in this browser and never reaches the site.
(() => {
  "use strict";
  const DAYS_KEPT = 30;
  const PRESSED = "duly-draft-pressed";
  const note = document.querySelector("[data-draft]");
  const form = document.getElementById("f");
  const name = note && `duly-draft:${note.dataset.draft}`;

  // A browser may refuse its store, or have no room: then there is no draft, and the form works as ever.
  function attempt(act) {
    try {
      return act();
    } catch {
      return null;
    }
  }

  function forgetOpened() {
    const opened = attempt(() => sessionStorage.getItem(PRESSED));
    if (opened) attempt(() => localStorage.removeItem(opened));
    attempt(() => sessionStorage.removeItem(PRESSED));
  }

  function controls() {
    // A drawn signature is not laid down in a browser that others may use.
    const left = ["csrfmiddlewaretoken", "provider", "signature_strokes"];
    return [...form.elements].filter((each) => each.name && !left.includes(each.name) && each.type !== "submit");
  }

  const isTicked = (each) => each.type === "radio" || each.type === "checkbox";

  function save() {
    const typed = controls()
      .filter((each) => (isTicked(each) ? each.checked : each.value))
      .map((each) => [each.name, each.value]);
    attempt(() => localStorage.setItem(name, JSON.stringify({ at: Date.now(), typed })));
  }

  function saved() {
    const draft = attempt(() => JSON.parse(localStorage.getItem(name)));
    if (!draft || !Array.isArray(draft.typed)) return null;
    if (Date.now() - draft.at < DAYS_KEPT * 24 * 3600 * 1000) return draft;
    attempt(() => localStorage.removeItem(name));
    return null;
  }

  function fill(typed, among) {
    for (const each of among) {
      const values = typed.filter(([key]) => key === each.name).map(([, value]) => value);
      if (isTicked(each)) each.checked = !each.disabled && values.includes(each.value);
      else if (values.length) each.value = values[0];
      const more = values.length && each.closest("details");
      if (more) more.open = true;
    }
  }

  function bringBack(draft) {
    fill(draft.typed, controls());
    // The address fields of another country come from the site, and are filled when they are here.
    document.addEventListener("htmx:afterSettle", (event) => {
      const address = document.getElementById("address");
      if (!address || event.detail.target?.id !== "address") return;
      fill(draft.typed, [...address.querySelectorAll("input, select, textarea")]);
      form.dispatchEvent(new Event("input", { bubbles: true }));
    }, { once: true });
    form.elements.residence.dispatchEvent(new Event("change", { bubbles: true }));
    say(draft.at);
  }

  function say(at) {
    const moment = new Date(at);
    const isToday = moment.toDateString() === new Date().toDateString();
    const style = isToday ? { timeStyle: "short" } : { dateStyle: "long" };
    const words = new Intl.DateTimeFormat(document.documentElement.lang, style).format(moment);
    const place = note.querySelector("[data-today]");
    place.textContent = (isToday ? place.dataset.today : place.dataset.earlier).replace("WHEN", words);
    note.hidden = false;
    note.querySelector("button").addEventListener("click", () => {
      attempt(() => localStorage.removeItem(name));
      form.reset();
      location.assign(location.pathname);
    });
  }

  if (!note) return forgetOpened();
  attempt(() => sessionStorage.removeItem(PRESSED));
  form.addEventListener("input", save);
  form.addEventListener("change", save);
  form.addEventListener("submit", () => attempt(() => sessionStorage.setItem(PRESSED, name)));
  const draft = note.dataset.form === "new" && saved();
  // After htmx has read the page, so that it hears what we set.
  if (draft) window.addEventListener("load", () => bringBack(draft));
})();
