/* Keeps the bar and the sentence of a run up to date, every two seconds until it has
   ended; then the page is loaded anew, with the figures. Without this script a link does
   the same. A page that nobody looks at asks nothing. */
"use strict";

(() => {
  const EVERY = 2000; // milliseconds
  const PATIENCE = 10; // answers that may fail in a row

  function watch(box) {
    const said = box.querySelector("[aria-live]");
    const bar = box.querySelector("progress");
    let failed = 0;

    function show(run) {
      if (said.textContent !== run.said) said.textContent = run.said;
      if (run.to_encode) {
        bar.max = run.to_encode;
        bar.value = run.encoded;
      } else {
        bar.removeAttribute("value");
      }
    }

    async function look() {
      if (!document.hidden) {
        try {
          const answer = await fetch(box.dataset.progress, { credentials: "same-origin" });
          if (!answer.ok) throw new Error(answer.status);
          const run = await answer.json();
          if (run.ended) return location.reload();
          show(run);
          failed = 0;
        } catch {
          failed += 1;
          if (failed >= PATIENCE) return; // logged out, or the site is down: the link is there
        }
      }
      setTimeout(look, EVERY);
    }

    setTimeout(look, EVERY);
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-progress]").forEach(watch));
})();
