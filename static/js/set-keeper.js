/**
 * <set-keeper>: wraps the form of a lesson set and keeps in this browser what stands in it, as its query string, so that
 * "Add to a set" adds to it and a closed window loses nothing. An empty form offers what is kept.
 */
const KEY = "lesson-set";
const KEPT = ["title", "introduction", "event", "question"];

class SetKeeper extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    const keep = () => this.write(this.query(form));
    if (this.query(form).toString()) keep();
    else this.offer(form);
    form.addEventListener("input", keep);
  }

  /** What is in the form, but for what is empty; a question stays, since it belongs to the event before it. */
  query(form) {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (KEPT.includes(name) && (value || name === "question")) query.append(name, value);
    }
    return query;
  }

  write(query) {
    try {
      if (query) localStorage.setItem(KEY, query);
      else localStorage.removeItem(KEY);
    } catch {
      // a browser may refuse to keep anything; the form still holds the set
    }
  }

  /** Send what is kept to the form: by POST, since the line of an address has an end. */
  open(form, kept) {
    const sent = document.createElement("form");
    sent.method = "post";
    sent.action = form.getAttribute("action");
    for (const [name, value] of new URLSearchParams(kept)) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      sent.append(field);
    }
    document.body.append(sent);
    sent.submit();
  }

  offer(form) {
    let kept = null;
    try {
      kept = localStorage.getItem(KEY);
    } catch {
      return;
    }
    if (!kept) return;
    if (location.hash === "#open") {
      this.open(form, kept);
      return;
    }
    const number = new URLSearchParams(kept).getAll("event").length;
    const line = document.createElement("p");
    const open = document.createElement("a");
    const forget = document.createElement("button");
    line.className = "notice";
    open.href = "#open";
    open.textContent = "Open it";
    open.addEventListener("click", (event) => {
      event.preventDefault();
      this.open(form, kept);
    });
    forget.type = "button";
    forget.textContent = "Forget it";
    forget.addEventListener("click", () => {
      this.write(null);
      line.remove();
    });
    line.append(`A set with ${number} event${number === 1 ? "" : "s"} is under way in this browser. `, open, " ", forget);
    this.prepend(line);
  }
}

customElements.define("set-keeper", SetKeeper);
