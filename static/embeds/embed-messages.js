/**
 * Speaks with a page that shows this embed and asked for that by `#?secret=…` in its address: WordPress does, and takes from a
 * frame all but its scripts, so that no link in it would open. It is told how high the embed is, and which link was followed;
 * it opens those that lead to the site of the embed. Without a secret, or outside a frame, nothing is done.
 */
const secret = new URLSearchParams(location.hash.replace(/^#\??/, "")).get("secret");

function tell(message, value) {
  window.parent.postMessage({ message, value, secret }, "*"); // a height and an address of ours, which anybody may know
}

function tellHeight() {
  tell("height", document.documentElement.scrollHeight);
}

if (secret && window.parent !== window) {
  document.documentElement.classList.add("spoken-for"); // as high as what it shows: the foot need not stay in sight
  addEventListener("load", tellHeight);
  addEventListener("resize", tellHeight);
  addEventListener("message", (event) => {
    if (event.data?.message === "ready" && event.data.secret === secret) tellHeight();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button !== 0) return;
    event.preventDefault();
    tell("link", link.href);
  });
}
