/* Gives the search box inside each picker (Django's Select2) the name of its field, which it lacks. */
"use strict";
{
    const nameBoxes = () => document.querySelectorAll(".select2-search__field:not([aria-label])").forEach((box) => {
        const picker = box.closest(".select2-container");
        const select = picker && picker.previousElementSibling;
        const label = select && document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
        if (label) { box.setAttribute("aria-label", label.textContent.replace(/:\s*$/, "").trim()); }
    });
    // Pickers are made at a moment of jQuery's choosing, sometimes after the page has loaded.
    new MutationObserver(nameBoxes).observe(document.body, {childList: true, subtree: true});
    nameBoxes();
}
