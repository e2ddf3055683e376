/**
 * <theme-switch>: a button for day or night, beside what the device prefers. The choice is kept in this browser alone, and
 * forgotten as soon as it is what the device prefers anyway. Runs before the first paint, so that no page flashes.
 */
const KEY = "theme";
const root = document.documentElement;
const night = matchMedia("(prefers-color-scheme: dark)");
const preferred = () => (night.matches ? "dark" : "light");

/** A browser may refuse to keep anything; the switch then lasts as long as the page. */
function kept(change) {
  try {
    return change ? change(localStorage) : localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

const chosen = kept();
if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;

class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    const button = document.createElement("button");
    button.type = "button";
    const say = () => {
      const isNight = (root.dataset.theme ?? preferred()) === "dark";
      button.textContent = isNight ? "Day" : "Night";
      button.setAttribute("aria-label", isNight ? "Show this site by day, dark on light" : "Show this site by night, light on dark");
    };
    button.addEventListener("click", () => {
      const next = (root.dataset.theme ?? preferred()) === "dark" ? "light" : "dark";
      if (next === preferred()) delete root.dataset.theme;
      else root.dataset.theme = next;
      kept((storage) => (root.dataset.theme ? storage.setItem(KEY, next) : storage.removeItem(KEY)));
      say();
    });
    night.addEventListener("change", say);
    say();
    this.replaceChildren(button);
  }
}

customElements.define("theme-switch", ThemeSwitch);
