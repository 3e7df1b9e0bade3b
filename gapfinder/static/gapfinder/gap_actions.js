// Searching articles and gaps in place. Without this the search opens a page of its own.
(() => {
  "use strict";
  const WAIT = 250; // milliseconds after the last letter

  function searcher(form) {
    const input = form.querySelector("input[type=search]");
    const place = document.getElementById(form.dataset.found);
    let timer = 0;
    let running = null;

    async function search() {
      running?.abort();
      running = new AbortController();
      const url = new URL(form.action, location.href);
      url.searchParams.set("words", input.value);
      url.searchParams.set("found", "1");
      try {
        const answer = await fetch(url, { signal: running.signal, credentials: "same-origin" });
        if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
        place.innerHTML = await answer.text();
      } catch (failed) {
        if (failed.name !== "AbortError") form.submit();
      }
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      search();
    });
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(search, WAIT);
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("form.find[data-found]").forEach((form) => {
      if (document.getElementById(form.dataset.found)) searcher(form);
    });
  });
})();
