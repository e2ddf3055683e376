/**
 * <copy-text>: a button that copies the text in the element that it wraps, a field or any other with its italics, and says so. It is
 * there only where the browser lets a page write to the clipboard; without it the text can be selected, which a click on it does at
 * once. Where a page has several, `data-of` says after the label what each of them copies, to those who hear it.
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
    if (this.dataset.of) button.setAttribute("aria-label", `${button.textContent} ${this.dataset.of}`);
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      status.textContent = "";
      try {
        await copy(source);
        status.textContent = "Copied";
      } catch {
        status.textContent = "The browser did not allow it: select the text and copy it by hand.";
      }
    });
    this.append(" ", button, " ", status);
  }
}

/** Put the text of an element on the clipboard, and beside it the HTML of one that has some, for programs that take italics. */
function copy(source) {
  const text = source.value ?? source.textContent.trim();
  if (!source.firstElementChild || !window.ClipboardItem) return navigator.clipboard.writeText(text);
  const part = (type, content) => ({ [type]: new Blob([content], { type }) });
  return navigator.clipboard.write([new ClipboardItem({ ...part("text/plain", text), ...part("text/html", source.innerHTML) })]);
}

customElements.define("copy-text", CopyText);
