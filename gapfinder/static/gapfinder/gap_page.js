/* Opens what was said in place; without this script the link to the contact is there. */
"use strict";

document.addEventListener("toggle", async (event) => {
  const details = event.target;
  const address = details.dataset?.fetch;
  if (!address || !details.open || details.dataset.state) return;
  details.dataset.state = "loading";
  const said = document.createElement("div");
  said.setAttribute("role", "status");
  try {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    said.innerHTML = await answer.text();
    details.dataset.state = "loaded";
  } catch {
    said.textContent = details.dataset.failed;
    delete details.dataset.state;
  }
  details.querySelector("div[role=status]")?.remove();
  details.querySelector("summary").after(said);
}, true);
