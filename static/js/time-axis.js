/**
 * <time-axis>: wraps the picture above the list, whose marks and counts are links without this.
 *
 * A mark under the pointer or the focus shows a card with its words. The picture is one stop for the Tab key:
 * the arrow keys go from mark to mark, Enter follows it, and + and - go closer and wider. A link that only changes the
 * selection is fetched by htmx, as the filters are.
 */
const ENTRIES = ".mark, .count, .bar";

class TimeAxis extends HTMLElement {
  connectedCallback() {
    this.tabIndex = 0;
    this.card = document.createElement("p");
    this.card.className = "card";
    this.card.hidden = true;
    this.append(this.card);
    this.addEventListener("pointerover", (event) => this.show(event.target.closest(ENTRIES)));
    this.addEventListener("pointerleave", () => this.show(null));
    this.addEventListener("focusin", (event) => this.enter(event.target));
    this.addEventListener("focusout", () => this.show(null));
    this.addEventListener("keydown", (event) => this.press(event));
    this.addEventListener("click", (event) => this.follow(event));
  }

  /** The entries in the order of time, those that are not drawn at this width left out. */
  get entries() {
    const drawn = [...this.querySelectorAll(ENTRIES)].map((entry) => [entry, entry.getBoundingClientRect()]);
    return drawn.filter(([, box]) => box.width).sort(([, a], [, b]) => a.x - b.x || a.y - b.y).map(([entry]) => entry);
  }

  show(entry) {
    this.card.hidden = !entry;
    if (!entry) return;
    const [title, ...rest] = entry.dataset.card.split(" · ");
    const strong = document.createElement("strong");
    strong.textContent = title;
    this.card.replaceChildren(strong, rest.join(" · "));
    const room = this.getBoundingClientRect();
    const box = entry.getBoundingClientRect();
    const left = box.x + box.width / 2 - room.x - this.card.offsetWidth / 2;
    this.card.style.left = `${Math.max(0, Math.min(left, room.width - this.card.offsetWidth))}px`;
    this.card.style.top = `${box.y - room.y - this.card.offsetHeight - 8}px`;
  }

  /** A mark is spoken when it has the focus; otherwise the list says it all and the picture stays out of the way. */
  enter(target) {
    const entry = target.closest(ENTRIES);
    entry?.setAttribute("aria-label", entry.dataset.card);
    this.querySelector(".picture")?.setAttribute("aria-hidden", String(!entry));
    this.show(entry);
  }

  press(event) {
    const entries = this.entries;
    const place = entries.indexOf(document.activeElement);
    const moves = { ArrowRight: place + 1, ArrowLeft: place < 0 ? entries.length - 1 : place - 1, Home: 0, End: entries.length - 1 };
    const zoom = { "+": "Closer", "=": "Closer", "-": "Wider", PageUp: "Earlier", PageDown: "Later" }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in moves && entries.length) {
      this.querySelector(".picture").setAttribute("aria-hidden", "false");
      entries[Math.max(0, Math.min(moves[event.key], entries.length - 1))].focus({ preventScroll: true });
    } else if (event.key === "Escape") {
      this.focus();
    } else if (zoom) {
      const link = [...this.querySelectorAll(".zoom a")].find((each) => each.textContent === zoom);
      if (!link) return;
      this.focus();
      link.click();
    } else return;
    event.preventDefault();
  }

  follow(event) {
    const link = event.target.closest("a");
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
    if (!link || !plain || !window.htmx || link.matches(".mark, .bar")) return;
    event.preventDefault();
    if (this.contains(document.activeElement)) this.focus({ preventScroll: true });
    this.show(null);
    const url = link.getAttribute("href");
    window.htmx.ajax("GET", url, { source: this, target: "#list", swap: "innerHTML" }).then(() => {
      if (url.endsWith("#results")) document.querySelector("#results").scrollIntoView();
    });
  }
}

customElements.define("time-axis", TimeAxis);
