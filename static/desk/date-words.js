/**
 * <date-words data-url>: wraps the field of a date and says, while one types, what readers will see of it and which days it spans.
 * Without this the form says the same once it is saved.
 */
const PAUSE = 250; // milliseconds without a key before the server is asked
const NAMES = ["date", "date_how", "date_first", "date_last"];

class DateWords extends HTMLElement {
  connectedCallback() {
    this.said = document.createElement("output");
    this.said.className = "said";
    this.append(this.said);
    this.fields = NAMES.map((name) => this.closest("form").elements[name]).filter(Boolean);
    this.asked = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE);
    };
    for (const field of this.fields) field.addEventListener("input", this.asked);
    if (this.fields[0].value) this.ask();
  }

  async ask() {
    const query = new URLSearchParams(this.fields.map((field) => [field.name, field.value]));
    if (!this.fields.some((field) => field.value)) return (this.said.textContent = "");
    const answer = await fetch(`${this.dataset.url}?${query}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { words, bounds, edtf, error } = await answer.json();
    this.said.textContent = error ?? `Readers see “${words}”: ${bounds} (${edtf})`;
    this.said.toggleAttribute("data-wrong", Boolean(error));
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    for (const field of this.fields) field.removeEventListener("input", this.asked);
    this.said.remove();
  }
}

customElements.define("date-words", DateWords);
