/**
 * <live-list>: wraps a filter form and the list beside it, both of which work without this.
 *
 * A link such as "remove this filter" replaces the list, the counts and the choices; the fields that are typed in stay as
 * they are, so that nobody is interrupted, and are set here from the new list. When the list cannot be had, the status
 * line says so and how to go on.
 */
const SWAPPED = ["htmx:after:swap", "htmx:afterSwap"]; // as htmx 4 and htmx 2 name it
const FAILED = ["htmx:response:error", "htmx:error", "htmx:responseError", "htmx:sendError"];

class LiveList extends HTMLElement {
  connectedCallback() {
    this.sync = () => {
      const results = this.querySelector("#results");
      if (!results) return;
      for (const name of ["q", "from", "to"]) {
        const field = this.querySelector(`#${name}`);
        if (field && field !== document.activeElement) field.value = results.dataset[name] ?? "";
      }
    };
    this.say = () => {
      const status = this.querySelector("#status");
      if (status) status.textContent = "The list could not be updated. What you see is as it was before; try again, or reload the page.";
    };
    for (const name of SWAPPED) document.addEventListener(name, this.sync);
    for (const name of FAILED) document.addEventListener(name, this.say);
  }

  disconnectedCallback() {
    for (const name of SWAPPED) document.removeEventListener(name, this.sync);
    for (const name of FAILED) document.removeEventListener(name, this.say);
  }
}

customElements.define("live-list", LiveList);
