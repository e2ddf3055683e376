/**
 * <desk-drafts data-user data-saved data-log-out>: on every page of the desk. Deletes the drafts (form-draft.js) of forms that were saved
 * a moment ago, those of a user who signs out, and whatever is too old.
 */
const MOST_AGE = 7 * 24 * 3600 * 1000; // milliseconds

class DeskDrafts extends HTMLElement {
  connectedCallback() {
    const { user, saved, logOut } = this.dataset;
    for (const path of saved.split(" ").filter(Boolean)) this.remove((key) => key === `draft:${user}:${path}`);
    this.remove((key) => key.startsWith("draft:") && this.isOld(key));
    this.signedOut = (event) => {
      if (new URL(event.target.action, location).pathname !== logOut) return;
      document.dispatchEvent(new CustomEvent("drafts-forgotten"));
      this.remove((key) => key.startsWith(`draft:${user}:`));
    };
    document.addEventListener("submit", this.signedOut);
  }

  remove(goes) {
    try {
      for (const key of Object.keys(localStorage)) if (goes(key)) localStorage.removeItem(key);
    } catch {
      // a browser may keep nothing
    }
  }

  isOld(key) {
    try {
      return !JSON.parse(localStorage.getItem(key)).some((draft) => Date.now() - draft.at < MOST_AGE);
    } catch {
      return true;
    }
  }

  disconnectedCallback() {
    document.removeEventListener("submit", this.signedOut);
  }
}

customElements.define("desk-drafts", DeskDrafts);
