/**
 * <form-draft data-user data-version [data-unsaved]>: in a form of the desk. Leaving the form with something changed asks first, and
 * what was typed is kept in this browser, for this user and this address, until the form is saved or the user signs out
 * (desk-drafts.js). A form that is opened offers what is kept and was not saved; the server then fills it in (timeline/admin/unsaved.py).
 * Without this the server alone sees to it that a form which was sent loses nothing.
 */
const PAUSE = 400; // milliseconds without a key before it is written
const MOST = 3; // drafts of one address, as of several windows
const UNTYPED = ["csrfmiddlewaretoken", "_draft"];
const LOST = "lost"; // for a file, which no browser gives back: timeline/access/carried.py

class FormDraft extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.key = `draft:${this.dataset.user}:${location.pathname}`;
    this.name = crypto.randomUUID?.() ?? String(Math.random());
    this.isLeaving = false;
    this.typed = () => {
      this.isLeaving = false;
      this.guard();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.keep(), PAUSE);
    };
    this.ask = (event) => {
      if (this.isLeaving || !this.isChanged()) return;
      event.preventDefault();
      event.returnValue = ""; // what older browsers ask for
    };
    this.sent = (event) => {
      if (event.submitter?.formTarget === "_blank") return; // a preview saves nothing
      this.keep();
      this.isLeaving = true;
    };
    this.left = () => this.keep();
    this.forget = () => {
      clearTimeout(this.timer);
      this.isForgotten = true;
    };
    this.back = (event) => {
      if (event.persisted) this.typed(); // come back to by the browser's Back
    };
    this.form.addEventListener("input", this.typed);
    this.form.addEventListener("change", this.typed);
    this.form.addEventListener("submit", this.sent);
    addEventListener("pagehide", this.left);
    addEventListener("pageshow", this.back);
    document.addEventListener("drafts-forgotten", this.forget);
    this.guard();
    this.offer();
  }

  /** Ask before the form is left, only while something in it is changed: such a page cannot be kept for Back. */
  guard() {
    removeEventListener("beforeunload", this.ask);
    if (this.isChanged()) addEventListener("beforeunload", this.ask);
  }

  isChanged() {
    return "unsaved" in this.dataset || [...this.form.elements].some((field) => this.differs(field));
  }

  /** Whether a field is not as the server sent it. */
  differs(field) {
    if (!field.name || field.disabled || field.name.includes("__prefix__")) return false;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.type === "file") return field.files.length > 0;
    if (field.options) {
      const chosen = [...field.options].some((option) => option.defaultSelected);
      return [...field.options].some((option, place) => option.selected !== (option.defaultSelected || (!chosen && !field.multiple && place === 0)));
    }
    return "defaultValue" in field && field.value !== field.defaultValue;
  }

  /** What stands in the form: neither secrets nor files, but that a file was chosen. */
  fields() {
    const lost = new Set();
    const fields = [];
    for (const [name, value] of new FormData(this.form)) {
      const isSecret = this.form.elements[name]?.type === "password";
      if (isSecret || UNTYPED.includes(name) || name.includes("__prefix__")) continue;
      if (typeof value === "string") fields.push([name, value]);
      else if (value.name) lost.add(`${name}-kept`);
    }
    return [...fields.filter(([name]) => !lost.has(name)), ...[...lost].map((name) => [name, LOST])];
  }

  get version() {
    return `${this.dataset.version} ${this.form.elements.seen?.value ?? ""}`;
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? [];
    } catch {
      return []; // a browser may keep nothing, or somebody wrote there
    }
  }

  write(drafts) {
    try {
      if (drafts.length) localStorage.setItem(this.key, JSON.stringify(drafts.slice(0, MOST)));
      else localStorage.removeItem(this.key);
    } catch {
      // a browser may refuse to keep anything; the form still holds it
    }
  }

  keep() {
    clearTimeout(this.timer);
    if (this.isForgotten) return;
    const others = this.read().filter((draft) => draft.name !== this.name);
    const own = { name: this.name, at: Date.now(), version: this.version, fields: this.fields() };
    this.write(this.isChanged() ? [own, ...others] : others);
  }

  /** Offer what is kept and does not stand in the form already; with what does, the form goes on. */
  offer() {
    const now = JSON.stringify(this.fields());
    for (const draft of this.read()) {
      if (JSON.stringify(draft.fields) === now) this.name = draft.name;
      else this.append(this.line(draft));
    }
  }

  line(draft) {
    const when = this.when(new Date(draft.at));
    const line = document.createElement("p");
    line.className = "draft";
    line.append(`What you typed ${when} was not saved; this browser kept it. `);
    if (draft.version !== this.version) line.append("The entry has been changed since: compare before you save. ");
    line.append(
      this.button(`Restore what you typed ${when}`, () => this.restore(draft)),
      " ",
      this.button("Forget it", () => {
        this.write(this.read().filter((each) => each.name !== draft.name));
        line.remove();
        this.form.querySelector("input:not([type=hidden]), textarea, select")?.focus();
      }),
    );
    return line;
  }

  when(moment) {
    const time = moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const isToday = moment.toDateString() === new Date().toDateString();
    return isToday ? `at ${time}` : `on ${moment.toLocaleDateString("en-GB", { day: "numeric", month: "long" })} at ${time}`;
  }

  button(words, act) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button", textContent: words });
    button.addEventListener("click", act);
    return button;
  }

  /** Send the draft to the server, which fills the form in and saves nothing. */
  restore(draft) {
    const sent = document.createElement("form");
    Object.assign(sent, { method: "post", hidden: true });
    sent.action = location.pathname + location.search;
    const token = this.form.elements.csrfmiddlewaretoken.value;
    for (const [name, value] of [["csrfmiddlewaretoken", token], ["_draft", "1"], ...draft.fields]) {
      const field = document.createElement("textarea"); // which keeps the ends of lines
      Object.assign(field, { name, value });
      sent.append(field);
    }
    document.body.append(sent);
    this.keep();
    this.isLeaving = true;
    sent.submit();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    removeEventListener("beforeunload", this.ask);
    removeEventListener("pagehide", this.left);
    removeEventListener("pageshow", this.back);
    document.removeEventListener("drafts-forgotten", this.forget);
    for (const name of ["input", "change"]) this.form.removeEventListener(name, this.typed);
    this.form.removeEventListener("submit", this.sent);
  }
}

customElements.define("form-draft", FormDraft);
