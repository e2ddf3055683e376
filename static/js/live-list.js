/**
 * <live-list>: wraps a filter form and the list beside it, both of which work without this.
 *
 * It fetches htmx when the page is there and has been painted, so that the first paint does not wait for it; whatever was
 * changed in the form or sent until then is sent as soon as htmx has come, and by the browser alone if it cannot be had.
 *
 * A link such as "remove this filter" replaces the list; the choices with their counts follow a moment later, and the fields that
 * are typed in stay as they are, so that nobody is interrupted. Both are set here to what is in force in the new list. Such a link is gone after it was followed,
 * and whoever uses a keyboard with it, so the focus moves to the new list, and after "more" to the first event that was
 * not there before. When the list cannot be had, the status line says so and how to go on.
 */
const SWAPPED = ["htmx:after:swap", "htmx:afterSwap"]; // as htmx 4 and htmx 2 name it
const NOTED = ["change", "input", "submit"];
const FAILED = ["htmx:response:error", "htmx:error", "htmx:responseError", "htmx:sendError"];

/** htmx, fetched once for the document: going back puts a new list into the same one. Ready once it has set out. */
let coming;
function htmxFrom(address) {
  coming ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => setTimeout(resolve)); // htmx sets out in a turn of its own
    script.addEventListener("error", () => {
      coming = undefined;
      reject(new Error(`${address} cannot be had`));
    });
    document.head.append(script);
  });
  return coming;
}

class LiveList extends HTMLElement {
  connectedCallback() {
    this.shown = this.querySelector("#results");
    this.start();
    this.note = (event) => {
      this.pressed = event.target.closest("#results a[data-hx-get]");
    };
    this.sync = () => {
      const results = this.querySelector("#results");
      if (!results || results === this.shown) return; // what follows a list says nothing new of the fields
      this.shown = results;
      for (const name of ["q", "from", "to"]) {
        const field = this.querySelector(`#${name}`);
        if (field && field !== document.activeElement) field.value = results.dataset[name] ?? "";
      }
      const inForce = new URLSearchParams(results.dataset.query);
      for (const box of this.querySelectorAll("#filters [type=checkbox]")) box.checked = inForce.getAll(box.name).includes(box.value);
      if (!this.pressed || this.pressed.isConnected) return;
      const first = this.pressed.hash && results.querySelector(`${this.pressed.hash}.event a`);
      (first || results).focus({ preventScroll: !first });
      this.pressed = null;
    };
    this.say = () => {
      const status = this.querySelector("#status");
      if (status) status.textContent = "The list could not be updated. What you see is as it was before; try again, or reload the page.";
    };
    this.addEventListener("click", this.note);
    for (const name of SWAPPED) document.addEventListener(name, this.sync);
    for (const name of FAILED) document.addEventListener(name, this.say);
  }

  start() {
    const form = this.querySelector("form");
    const heard = new Set();
    const note = (event) => {
      if (event.type === "input" && event.target.id !== "q") return; // a year is sent when it is whole
      heard.add(event.type);
      if (event.type === "submit") event.preventDefault();
    };
    const send = () => {
      for (const name of NOTED) form.removeEventListener(name, note);
      if (!window.htmx) heard.delete("input"); // nobody is led away while typing
      if (heard.size) form.requestSubmit();
    };
    const fetch = () => htmxFrom(this.dataset.htmx).then(send, send);
    for (const name of NOTED) form.addEventListener(name, note);
    const fetchOncePainted = () => requestAnimationFrame(() => setTimeout(fetch));
    if (document.readyState === "complete") fetchOncePainted();
    else window.addEventListener("load", fetchOncePainted, { once: true });
  }

  disconnectedCallback() {
    this.removeEventListener("click", this.note);
    for (const name of SWAPPED) document.removeEventListener(name, this.sync);
    for (const name of FAILED) document.removeEventListener(name, this.say);
  }
}

customElements.define("live-list", LiveList);
