/**
 * <copy-text>: adds a button to a read-only field that copies what is in it. The field works without: select, copy.
 */
class CopyText extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input");
    const button = document.createElement("button");
    const said = document.createElement("span");
    button.type = "button";
    button.textContent = "Copy";
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        said.textContent = "Copied";
      } catch {
        said.textContent = "Selected: copy it with your browser"; // a browser may refuse the clipboard
      }
    });
    this.append(button, said);
  }
}

customElements.define("copy-text", CopyText);
