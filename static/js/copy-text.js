/**
 * <copy-text>: a button that copies the text in the element that it wraps, a field or any other, and says so. It is there only
 * where the browser lets a page write to the clipboard; without it the text can be selected, which a click on it does at once.
 */
class CopyText extends HTMLElement {
  connectedCallback() {
    const source = this.firstElementChild;
    source.addEventListener("click", () => (source.select ? source.select() : getSelection().selectAllChildren(source)));
    if (!navigator.clipboard) return;
    const button = document.createElement("button");
    const status = document.createElement("span");
    button.type = "button";
    button.textContent = this.getAttribute("label") ?? "Copy";
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      status.textContent = "";
      try {
        await navigator.clipboard.writeText(source.value ?? source.textContent);
        status.textContent = "Copied";
      } catch {
        status.textContent = "The browser did not allow it: select the text and copy it by hand.";
      }
    });
    this.append(" ", button, " ", status);
  }
}

customElements.define("copy-text", CopyText);
