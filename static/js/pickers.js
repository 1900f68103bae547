/* Mends each picker (Django's Select2): the search box inside gets the name of its field, which it lacks; and where
 * several things are chosen the mark that takes all of them away goes, because a list may hold nothing but its items. */
"use strict";
{
    const nameBoxes = () => document.querySelectorAll(".select2-search__field:not([aria-label])").forEach((box) => {
        const picker = box.closest(".select2-container");
        const select = picker && picker.previousElementSibling;
        const label = select && document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
        if (label) { box.setAttribute("aria-label", label.textContent.replace(/:\s*$/, "").trim()); }
    });
    const mend = () => {
        nameBoxes();
        document.querySelectorAll(".select2-selection--multiple .select2-selection__clear").forEach((mark) => mark.remove());
    };
    // Pickers are made at a moment of jQuery's choosing, sometimes after the page has loaded.
    new MutationObserver(mend).observe(document.body, {childList: true, subtree: true});
    mend();
}
