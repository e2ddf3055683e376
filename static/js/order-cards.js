/**
 * <order-cards>: wraps a list of cards, each with a field for its place, and works without this.
 *
 * The place of a card then is where it stands in the list. It is moved by its buttons, which always stay and keep the focus, or
 * dragged: with the mouse anywhere on it, by touch at its handle so that a finger elsewhere scrolls the page. Escape puts back
 * what is being dragged. The fields follow and the same form is sent.
 */
const EDGE = 60; // pixels from the edge of the window within which a card that is dragged scrolls the page

class OrderCards extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("ol");
    this.said = Object.assign(document.createElement("p"), { className: "visually-hidden" });
    this.said.setAttribute("role", "status");
    this.append(this.said);
    this.classList.add("live");
    this.querySelector(".how").textContent = "Put the earliest first and the latest last: drag the cards, or move them by their buttons.";
    for (const card of this.list.children) this.equip(card);
    this.list.addEventListener("pointerdown", (event) => this.hold(event));
    this.addEventListener("pointermove", (event) => this.drag(event));
    for (const name of ["pointerup", "pointercancel"]) this.addEventListener(name, () => this.drop());
    this.escape = (event) => {
      if (event.key === "Escape" && this.held) this.putBack();
    };
    document.addEventListener("keydown", this.escape);
    this.number();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.escape);
  }

  /** Give a card its buttons and its handle. */
  equip(card) {
    const steps = Object.assign(document.createElement("div"), { className: "steps" });
    const handle = Object.assign(document.createElement("span"), { className: "handle", textContent: "↕" });
    handle.setAttribute("aria-hidden", "true");
    steps.append(handle, ...[["Earlier", -1], ["Later", 1]].map(([label, step]) => {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
      button.setAttribute("aria-label", `${label}: ${card.dataset.title}`);
      button.dataset.step = step;
      button.addEventListener("click", () => this.step(card, step));
      return button;
    }));
    card.append(steps);
  }

  /** Move a card by one. It is its neighbour that goes to the other side, so that the focus stays where it is. */
  step(card, step) {
    const neighbour = step < 0 ? card.previousElementSibling : card.nextElementSibling;
    if (neighbour) card[step < 0 ? "after" : "before"](neighbour);
    this.number();
    this.say(card, neighbour ? "Moved to" : "Is at");
    card.scrollIntoView({ block: "nearest" });
  }

  hold(event) {
    const card = event.target.closest("li");
    const isGrip = event.target.closest(".handle") || (event.pointerType !== "touch" && !event.target.closest("button, a, input"));
    if (!card || !isGrip || event.button !== 0) return;
    event.preventDefault();
    this.held = card;
    this.before = [...this.list.children];
    card.classList.add("held");
    this.setPointerCapture(event.pointerId);
  }

  drag(event) {
    if (!this.held) return;
    if (event.clientY < EDGE) window.scrollBy(0, -EDGE / 4);
    else if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, EDGE / 4);
    const others = [...this.list.children].filter((card) => card !== this.held);
    const next = others.find((card) => {
      const box = card.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    });
    if (next !== this.held.nextElementSibling) {
      this.list.insertBefore(this.held, next ?? null);
      this.number();
    }
  }

  drop() {
    if (!this.held) return;
    const card = this.held;
    this.held = null;
    card.classList.remove("held");
    if (this.before.indexOf(card) !== this.placeOf(card) - 1) this.say(card, "Moved to");
  }

  putBack() {
    this.list.append(...this.before);
    this.number();
    const card = this.held;
    this.held = null;
    card.classList.remove("held");
    this.say(card, "Put back to");
  }

  placeOf(card) {
    return [...this.list.children].indexOf(card) + 1;
  }

  /** Write into each field where its card stands, and mark the buttons that lead nowhere. */
  number() {
    const cards = [...this.list.children];
    for (const [index, card] of cards.entries()) {
      card.querySelector("input").value = index + 1;
      for (const button of card.querySelectorAll("[data-step]")) {
        button.setAttribute("aria-disabled", String(!cards[index + Number(button.dataset.step)]));
      }
    }
  }

  say(card, what) {
    this.said.textContent = `${what} place ${this.placeOf(card)} of ${this.list.children.length}: ${card.dataset.title}`;
  }
}

customElements.define("order-cards", OrderCards);
