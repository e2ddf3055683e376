/**
 * <insert-marker for>: wraps the marker of a citation and adds a button that puts it into the text with the id `for`, where the caret
 * stands there, and says so. Without this the marker can be selected and copied.
 */
class InsertMarker extends HTMLElement {
  connectedCallback() {
    const text = document.getElementById(this.getAttribute("for"));
    if (!text || this.button) return;
    this.button = document.createElement("button");
    const status = document.createElement("span");
    const marker = this.textContent.trim();
    this.button.type = "button";
    this.button.textContent = "Put into the text";
    this.button.setAttribute("aria-label", `${this.button.textContent}: ${marker}`);
    status.setAttribute("role", "status");
    this.button.addEventListener("click", () => {
      insert(text, marker);
      status.textContent = `${marker} stands in the text now.`;
    });
    this.append(" ", this.button, " ", status);
  }
}

/** Put a marker where the caret of a field last stood, behind what is selected; at the end where nobody was in the field yet. */
function insert(text, marker) {
  const place = text.dataset.visited ? text.selectionEnd : text.value.length;
  text.setRangeText(marker, place, place, "end");
  text.dataset.visited = "yes";
  text.dispatchEvent(new Event("input", { bubbles: true })); // so that the draft is kept
}

/** Note that somebody was in a text: before, browsers say that its caret stands at the beginning. */
document.addEventListener("focusin", ({ target }) => {
  if (target instanceof HTMLTextAreaElement) target.dataset.visited = "yes";
});

customElements.define("insert-marker", InsertMarker);
