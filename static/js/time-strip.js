/**
 * <time-strip>: wraps the strip of all years, which is a picture without this.
 *
 * Two handles choose the years, by mouse, by touch and by the arrow keys; a stretch can also be drawn on the strip itself.
 * What is chosen goes into the year fields of the filters, and so into the address. While the list is read, a needle
 * stands at the event that is at the top of the window, and its mark in the axis is lit.
 */
const SWAPPED = ["htmx:after:swap", "htmx:afterSwap"]; // as htmx 4 and htmx 2 name it
const HANDLES = [["from", "First year"], ["to", "Last year"]];

class TimeStrip extends HTMLElement {
  connectedCallback() {
    this.handles = HANDLES.map(([name, label]) => this.makeHandle(name, label));
    this.needle = Object.assign(document.createElement("span"), { className: "needle", hidden: true });
    this.append(...this.handles, this.needle);
    this.sync = () => {
      const strip = this.querySelector("svg");
      if (strip !== this.strip) this.isUpToDate(strip) ? this.read() : this.outline();
      this.strip = strip;
      this.watch();
    };
    // An answer is swapped in several parts; what it looks like is asked once, when it has been painted.
    this.wait = () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => requestAnimationFrame(this.sync), 50);
    };
    for (const name of SWAPPED) document.addEventListener(name, this.wait);
    this.addEventListener("pointerdown", (event) => this.draw(event));
    this.look = () => requestAnimationFrame(() => this.follow());
    window.addEventListener("scroll", this.look, { passive: true });
    this.sync();
  }

  disconnectedCallback() {
    for (const name of SWAPPED) document.removeEventListener(name, this.wait);
    window.removeEventListener("scroll", this.look);
  }

  makeHandle(name, label) {
    const handle = Object.assign(document.createElement("input"), { type: "range", className: name, step: 1 });
    handle.setAttribute("aria-label", label);
    handle.addEventListener("input", () => {
      const [from, to] = this.handles;
      if (+from.value > +to.value) handle.value = (handle === from ? to : from).value;
      this.passed = this.list;
      this.outline();
    });
    handle.addEventListener("change", () => this.choose());
    return handle;
  }

  /** The list that is shown. */
  get list() {
    return document.getElementById("results");
  }

  /** Whether a strip was drawn for the list that is shown and nothing was chosen since: any other takes back no choice. */
  isUpToDate(strip) {
    return this.list !== this.passed && this.list?.dataset.query === strip.dataset.query;
  }

  get years() {
    const { first, last, from, to } = this.querySelector("svg").dataset;
    return [first, last, from, to].map(Number);
  }

  /** Set the handles by what the server has drawn. */
  read() {
    const [first, last, ...chosen] = this.years;
    // The first year begins at its handle, the last one ends at its own: each may go one step further than the years do.
    this.handles.forEach((handle, place) => Object.assign(handle, { min: first - place, max: last + 1 - place }).value = chosen[place]);
    this.outline();
  }

  /** Show the years that are being chosen. */
  outline() {
    const [first, last] = this.years;
    const [from, to] = this.handles.map((handle) => +handle.value);
    const box = this.querySelector(".window");
    box.setAttribute("x", (100 * (from - first)) / (last - first + 1));
    box.setAttribute("width", (100 * (to - from + 1)) / (last - first + 1));
    for (const handle of this.handles) handle.setAttribute("aria-valuetext", `${handle.value}; the years ${from} to ${to} are chosen`);
  }

  choose() {
    const [first, last] = this.years;
    const fields = HANDLES.map(([name]) => document.getElementById(name));
    const [from, to] = this.handles.map((handle) => +handle.value);
    fields[0].value = from > first ? from : "";
    fields[1].value = to < last ? to : "";
    fields[1].dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Draw a stretch from where the pointer goes down to where it goes up; a mere press moves the chosen years there. */
  draw(event) {
    if (event.button || event.target.matches("input")) return;
    const [first, last, from, to] = this.years;
    const box = this.getBoundingClientRect();
    const year = (x) => Math.max(first, Math.min(last, first + Math.floor(((x - box.x) / box.width) * (last - first + 1))));
    const start = event.clientX;
    const set = (one, other) => {
      this.passed = this.list;
      [one, other].sort((a, b) => a - b).forEach((value, place) => (this.handles[place].value = value));
      this.outline();
    };
    const move = (moved) => set(year(start), year(moved.clientX));
    const stop = (stopped) => {
      this.removeEventListener("pointermove", move);
      for (const name of ["pointerup", "pointercancel"]) this.removeEventListener(name, stop);
      if (stopped.type === "pointercancel") return this.read();
      if (Math.abs(stopped.clientX - start) < 5) {
        const length = to - from < last - first ? to - from : 9;
        const opening = Math.max(first, Math.min(year(start) - Math.round(length / 2), last - length));
        set(opening, opening + length);
      } else move(stopped);
      this.choose();
    };
    this.setPointerCapture(event.pointerId);
    this.addEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"]) this.addEventListener(name, stop);
  }

  /** Know the events of the list. */
  watch() {
    this.events = [...document.querySelectorAll("#results .event[data-at]")];
    this.follow();
  }

  /** Set the needle to the first event below the strip, and light its mark. */
  follow() {
    const edge = this.getBoundingClientRect().bottom;
    const top = this.list?.getBoundingClientRect().top;
    const current = top < edge ? this.events.find((each) => each.getBoundingClientRect().bottom > edge) : null;
    if (current === this.current) return;
    this.current = current;
    this.needle.hidden = !current;
    document.querySelector(".mark.current")?.classList.remove("current");
    if (!current) return;
    const [first, last] = this.years;
    this.needle.style.left = `${(100 * (current.dataset.at - first)) / (last - first + 1)}%`;
    const link = current.querySelector(".title a").getAttribute("href");
    document.querySelector(`.mark[href="${link}"]`)?.classList.add("current");
  }
}

customElements.define("time-strip", TimeStrip);
