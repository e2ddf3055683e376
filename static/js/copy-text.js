/**
 * <copy-text data-of="…">: a button that copies the text within, with its italics where the browser can. Without a clipboard there is none,
 * and the text is selected by hand.
 */
class CopyText extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard || this.querySelector("button")) return;
    const text = this.firstElementChild;
    const button = document.createElement("button");
    const told = document.createElement("span");
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy ${this.dataset.of}`);
    told.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      told.textContent = "";
      try {
        await copy(text);
        told.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(text);
        told.textContent = "The browser did not allow it: the text is selected, copy it with Ctrl C";
      }
    });
    this.append(button, told);
  }
}

/** Put an element's text on the clipboard, and its HTML beside it for programs that take italics. */
async function copy(element) {
  const plain = element.innerText;
  if (!window.ClipboardItem) return navigator.clipboard.writeText(plain);
  const parts = { "text/plain": plain, "text/html": element.innerHTML };
  const blobs = Object.entries(parts).map(([type, part]) => [type, new Blob([part], { type })]);
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
}

customElements.define("copy-text", CopyText);
