/** What a page measures of itself; laid into it before its own scripts. All times are milliseconds. */
{
  const seen = { first: 0, largest: 0, shift: 0, tasks: [] };
  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  watch("paint", (entry) => { if (entry.name === "first-contentful-paint") seen.first = entry.startTime; });
  watch("largest-contentful-paint", (entry) => { seen.largest = entry.startTime; });
  watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
  watch("longtask", (entry) => { seen.tasks.push([entry.startTime, entry.duration]); });

  const PATIENCE = 60_000;

  const isResult = (record) =>
    record.target.closest?.("#results") ||
    [...record.addedNodes].some((node) => node.id === "results" || node.querySelector?.("#results"));

  /** Do `act` and say what passes until the second frame after the new result stands in the page, and where it passes. */
  const timed = (act) =>
    new Promise((resolve, reject) => {
      const observer = new MutationObserver((records) => {
        if (!records.some(isResult)) return;
        observer.disconnect();
        const swapped = performance.now();
        requestAnimationFrame(() => requestAnimationFrame(() => {
          clearTimeout(patience);
          const painted = performance.now();
          const [request] = performance.getEntriesByType("resource").filter((entry) => entry.initiatorType === "fetch");
          const parts = request && {
            before: request.requestStart - start,
            server: request.responseStart - request.requestStart,
            transfer: request.responseEnd - request.responseStart,
            swap: swapped - request.responseEnd,
            paint: painted - swapped,
          };
          resolve({ total: painted - start, parts, size: request?.transferSize });
        }));
      });
      const patience = setTimeout(() => reject(new Error(`no new result within ${PATIENCE} ms`)), PATIENCE);
      observer.observe(document.documentElement, { childList: true, subtree: true });
      performance.clearResourceTimings();
      const start = performance.now();
      act();
    });

  const box = (name, value) =>
    document.querySelector(`#filters input[name="${name}"][value="${CSS.escape(value)}"]`);
  const field = (name) => document.querySelector(`#filters input[name="${name}"]:not([type="checkbox"], [type="hidden"])`);
  /** Press as a person does, who gives the focus to what is pressed. */
  const press = (element) => () => {
    element.focus({ preventScroll: true });
    element.click();
  };
  const write = (element, value) => () => {
    element.focus({ preventScroll: true });
    element.value = value;
    element.dispatchEvent(new Event("change", { bubbles: true }));
  };

  window.bench = {
    paints: () => seen,

    /** Press the element that `selector` finds. */
    press: (selector) => timed(press(document.querySelector(selector))),

    /** The values that `name` can still be set to, in the order in which the form has them. */
    values: (name) =>
      field(name) ? ["1961", "1969", "1975", "1981", "1990"]
        : [...document.querySelectorAll(`#filters input[type="checkbox"][name="${name}"]:not(:checked, :disabled)`)].map(({ value }) => value),

    /** Narrow the list to `value` of `name`. */
    choose: (name, value) => timed(field(name) ? write(field(name), value) : press(box(name, value))),

    /** Take `value` of `name` back: by the link that leads to the list without it or, where there is none, in the form. */
    drop: (name, value) => {
      const links = [...document.querySelectorAll("#results .pills a[href], .pills a[href]")];
      const link = links.find(({ href }) => !new URL(href).searchParams.getAll(name).includes(value));
      return timed(link ? press(link) : field(name) ? write(field(name), "") : press(box(name, value)));
    },
  };
}
