/**
 * <print-button>: wraps a sentence that says to print with the browser, and puts a button in its place.
 */
class PrintButton extends HTMLElement {
  connectedCallback() {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Print" });
    button.addEventListener("click", () => window.print());
    this.replaceChildren(button);
  }
}

customElements.define("print-button", PrintButton);
