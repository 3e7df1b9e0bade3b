/* The review's keys: each button says its own in `data-keys`. They rest while somebody
   types, and can be switched off; the choice is kept in this browser. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const review = document.querySelector(".review");
  const label = review?.querySelector(".by-keys");
  if (!label) return;
  const STORED = "gapfinder.review.keys";
  const choice = label.querySelector("input");
  let answered = false;

  const typing = (element) =>
    element.isContentEditable ||
    element.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=submit], [type=button])");

  function choose() {
    review.classList.toggle("keyless", !choice.checked);
  }

  label.hidden = false;
  choice.checked = localStorage.getItem(STORED) !== "off";
  choose();
  choice.addEventListener("change", () => {
    localStorage.setItem(STORED, choice.checked ? "on" : "off");
    choose();
  });

  document.addEventListener("keydown", (event) => {
    if (!choice.checked || answered || event.repeat || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const key = event.key.toLowerCase();
    const button = [...review.querySelectorAll("[data-keys]")].find((each) => each.dataset.keys.toLowerCase().split(" ").includes(key));
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  // A second key or click, while the answer is under way, would be an answer to a gap unseen.
  review.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    if (answered) event.preventDefault();
    answered = true;
  });
  addEventListener("pageshow", () => (answered = false));
});
