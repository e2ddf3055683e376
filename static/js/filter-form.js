/**
 * <filter-form>: keeps the fields in step with the list when a link outside the form changed it.
 *
 * The form works without this. A link such as "remove this filter" replaces the list, the counts and the choices; the
 * fields that are typed in stay as they are, so that nobody is interrupted, and are set here from the new list.
 */
class FilterForm extends HTMLElement {
  connectedCallback() {
    this.sync = () => {
      const results = document.getElementById("results");
      if (!results) return;
      for (const name of ["q", "from", "to"]) {
        const field = this.querySelector(`#${name}`);
        if (field && field !== document.activeElement) field.value = results.dataset[name] ?? "";
      }
    };
    // htmx 4 and htmx 2 name the moment differently.
    document.addEventListener("htmx:after:swap", this.sync);
    document.addEventListener("htmx:afterSwap", this.sync);
  }

  disconnectedCallback() {
    document.removeEventListener("htmx:after:swap", this.sync);
    document.removeEventListener("htmx:afterSwap", this.sync);
  }
}

customElements.define("filter-form", FilterForm);
