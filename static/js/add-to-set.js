/**
 * <add-to-set>: wraps the link that begins a lesson set with an event. With a set under way in this browser the event joins
 * it, and a line says how many there are. The set is kept as the query string of its form (see set-keeper.js).
 */
const KEY = "lesson-set";
const MOST = 30;

class AddToSet extends HTMLElement {
  connectedCallback() {
    this.link = this.querySelector("a");
    this.said = document.createElement("span");
    this.said.setAttribute("role", "status");
    this.append(" ", this.said);
    this.link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      if (this.add()) event.preventDefault();
    });
    this.say();
  }

  get form() {
    return new URL(this.link.href).pathname;
  }

  /** The set under way; null where this browser keeps nothing, so that the link is followed instead. */
  read() {
    try {
      return new URLSearchParams(localStorage.getItem(KEY) ?? "");
    } catch {
      return null;
    }
  }

  add() {
    const set = this.read();
    if (!set) return false;
    const events = set.getAll("event");
    if (events.length >= MOST || events.includes(this.dataset.key)) {
      this.say(events.includes(this.dataset.key) ? "It is in your set." : "Your set is full.");
      return true;
    }
    set.append("event", this.dataset.key);
    set.append("question", "");
    try {
      localStorage.setItem(KEY, set);
    } catch {
      return false;
    }
    this.say("Added.");
    return true;
  }

  say(words = "") {
    const set = this.read();
    const number = set ? set.getAll("event").length : 0;
    this.said.replaceChildren();
    if (!number) return;
    const open = document.createElement("a");
    open.href = `${this.form}#open`; // where set-keeper.js sends what is kept
    open.textContent = "open it";
    this.said.append(`${words} ${number} event${number === 1 ? "" : "s"} in your set: `.trimStart(), open);
  }
}

customElements.define("add-to-set", AddToSet);
