/* Small conveniences on a briefing's page. Everything that matters works without them. */
(() => {
  "use strict";

  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  // A quiet link at each point and heading, so that one of them can be sent to a colleague.
  document.querySelectorAll(".words li[id], .words section.section[id] > h2").forEach((place) => {
    const label = place.id || place.parentElement.id;
    if (!label || place.closest(".notes")) return;
    const link = document.createElement("a");
    link.className = "link-here";
    link.href = `#${label}`;
    link.setAttribute("aria-label", `Link to ${place.matches("h2") ? place.textContent.trim() : label.replaceAll("-", " ")}`);
    const words = place.querySelectorAll(":scope > .words > p, :scope > p:not([class])");
    (words[words.length - 1] || place).append(link); // at the end of its words, not on a line of its own
  });
})();
