/* Buttons with data-copy="ID" copy the text of that field; where the browser forbids it,
   they select it. */
"use strict";

(() => {
  const DONE = 2000; // milliseconds that a button says so

  function select(field) {
    field.closest("details")?.setAttribute("open", "");
    field.focus();
    field.select();
  }

  async function copy(button) {
    const field = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      select(field);
      return;
    }
    const name = button.textContent;
    button.textContent = button.dataset.copied;
    button.disabled = true;
    setTimeout(() => { button.textContent = name; button.disabled = false; }, DONE);
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("button[data-copy]")) {
      button.hidden = false;
      button.addEventListener("click", () => copy(button));
    }
  });
})();
