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

  // The first time that an abbreviation stands in the words, it leads to its meaning, and is read out with it.
  document.querySelectorAll("[data-abbreviation]").forEach((meaning) => {
    const form = meaning.dataset.abbreviation;
    const whole = new RegExp(`(?<![\\w&-])${form}(?![\\w&])`);
    const texts = document.createTreeWalker(document.querySelector("article.words"), NodeFilter.SHOW_TEXT, (text) =>
      whole.test(text.data) && !text.parentElement.closest("a, h2, h3, h4, sup, summary")
        ? NodeFilter.FILTER_ACCEPT
        : NodeFilter.FILTER_SKIP,
    );
    const text = texts.nextNode();
    if (!text) return;
    const found = text.splitText(text.data.search(whole));
    found.splitText(form.length);
    const link = document.createElement("a");
    link.className = "abbreviation";
    link.href = `#${meaning.id}`;
    link.textContent = form;
    link.setAttribute("aria-describedby", meaning.id);
    found.replaceWith(link);
  });
})();
