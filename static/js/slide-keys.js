/**
 * <slide-keys>: the arrow keys, Page Up and Down, Space, Home and End for the links of a presentation that it holds.
 *
 * Space goes on only from the foot of the page, and no key is taken from a field, a button or what can be opened.
 */
const LINKS = {
  ArrowRight: "[rel=next]",
  PageDown: "[rel=next]",
  " ": "[rel=next]",
  ArrowLeft: "[rel=prev]",
  PageUp: "[rel=prev]",
  Home: "[data-key=Home]",
  End: "[data-key=End]",
};

class SlideKeys extends HTMLElement {
  connectedCallback() {
    this.press = (event) => {
      const isTaken = event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
      if (isTaken || event.target.closest("input, textarea, select, button, [contenteditable]")) return;
      if (event.key === " " && (event.target.closest("summary, a") || !this.isAtFoot)) return;
      const link = LINKS[event.key] && this.querySelector(LINKS[event.key]);
      if (!link) return;
      event.preventDefault();
      link.click();
    };
    document.addEventListener("keydown", this.press);
  }

  get isAtFoot() {
    return window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.press);
  }
}

customElements.define("slide-keys", SlideKeys);
