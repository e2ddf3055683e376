/**
 * <open-form data-url>: tells the server that this form is open, shows who else has it open, and says when it is closed.
 * Without this the notice is as of the moment when the form was opened.
 */
const BEAT = 30_000; // milliseconds from one sign of life to the next

class OpenForm extends HTMLElement {
  connectedCallback() {
    this.timer = setInterval(() => this.beat(), BEAT);
    this.close = () => navigator.sendBeacon(this.dataset.url, this.sent({ closed: "1" }));
    this.open = (event) => event.persisted && this.beat(); // come back to by the browser's Back
    addEventListener("pagehide", this.close);
    addEventListener("pageshow", this.open);
  }

  sent(more = {}) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    return new URLSearchParams({ csrfmiddlewaretoken: token, ...more });
  }

  async beat() {
    if (document.hidden) return;
    const answer = await fetch(this.dataset.url, { method: "POST", body: this.sent() });
    if (answer.redirected) {
      // to the sign-in page
      this.textContent = "You are not signed in any more. Save, and you are asked to sign in; what you typed comes along.";
      return;
    }
    if (!answer.ok) return;
    const notice = await answer.text();
    if (notice.trim() !== this.innerHTML.trim()) this.innerHTML = notice;
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    removeEventListener("pagehide", this.close);
    removeEventListener("pageshow", this.open);
  }
}

customElements.define("open-form", OpenForm);
