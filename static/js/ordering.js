/* Rows in an order: Up and Down buttons, a number, a handle to drag. Without script the number alone works.
 *
 * A group is any [data-ordered] element, or an inline group of the admin; its rows hold an input[data-place].
 * Rows of one group are siblings. Rows added later are found through Django's "formset:added".
 * A group sends "ordering:changed" (bubbling) whenever its rows have moved.
 */
"use strict";
{
    const GROUP = "[data-ordered], .inline-group";
    const ROW = "[data-row], tr.form-row, .inline-related:not(.tabular)";
    const PLACE = "input[data-place]";
    let dragged = null;

    const groupOf = (element) => element.closest(GROUP);
    const rowOf = (element) => element.closest(ROW);
    const placeIn = (row) => row.querySelector(PLACE);
    const rowsIn = (group) => [...new Set([...group.querySelectorAll(PLACE)].map(rowOf))]
        .filter((row) => row && !row.classList.contains("empty-form"));
    // In a table the message about a row is a row of its own, and goes where it goes.
    const withMessage = (row) => {
        const before = row.previousElementSibling;
        return before && before.matches(".row-form-errors") ? [before, row] : [row];
    };

    const statusOf = (group) => {
        let status = group.querySelector("[data-ordering-status]");
        if (!status) {
            status = document.createElement("p");
            status.className = "visually-hidden";
            status.setAttribute("role", "status");
            status.dataset.orderingStatus = "";
            group.append(status);
        }
        return status;
    };

    const button = (move, words) => {
        const made = document.createElement("button");
        made.type = "button";
        made.className = "ordering-button";
        made.dataset.move = move;
        made.textContent = words;
        return made;
    };

    const equip = (row) => {
        const place = placeIn(row);
        if (place.parentElement.querySelector("[data-move]")) { return; }
        const handle = document.createElement("span");
        handle.className = "ordering-handle";
        handle.draggable = true;
        handle.title = "Drag to move";
        handle.setAttribute("aria-hidden", "true"); // the buttons do the same for everybody
        const controls = document.createElement("span");
        controls.className = "ordering";
        controls.append(button("-1", "Up"), button("1", "Down"), handle);
        place.after(controls);
    };

    const number = (group) => {
        const rows = rowsIn(group);
        rows.forEach((row, at) => {
            placeIn(row).value = at + 1;
            row.querySelectorAll("[data-move]").forEach((one) => {
                const isEnd = one.dataset.move === "1" ? at === rows.length - 1 : at === 0;
                one.setAttribute("aria-disabled", String(isEnd));
                one.setAttribute("aria-label", `${one.textContent}: row ${at + 1} of ${rows.length}`);
            });
        });
        group.dispatchEvent(new CustomEvent("ordering:changed", {bubbles: true}));
    };

    // Puts the rows of a group in the given order, where the first of them stood.
    const arrange = (rows) => {
        if (!rows.length) { return; }
        const parent = rows[0].parentElement;
        const mark = document.createComment("");
        const first = [...parent.children].find((child) => rows.includes(child));
        withMessage(first)[0].before(mark);
        rows.forEach((row) => mark.before(...withMessage(row)));
        mark.remove();
    };

    const moveTo = (row, wanted) => {
        const group = groupOf(row);
        const rows = rowsIn(group);
        const at = rows.indexOf(row);
        const place = Math.min(Math.max(wanted, 0), rows.length - 1);
        if (place === at) {
            statusOf(group).textContent = `Stays at ${at + 1} of ${rows.length}`;
            number(group);
            return;
        }
        rows.splice(at, 1);
        rows.splice(place, 0, row);
        const focused = document.activeElement;
        arrange(rows);
        number(group);
        if (row.contains(focused)) { focused.focus(); } // moving a row drops the focus in it
        statusOf(group).textContent = `Moved to ${place + 1} of ${rows.length}`;
    };

    const byPlace = (one, other) => (Number(placeIn(one).value) || Infinity) - (Number(placeIn(other).value) || Infinity);
    const indexOf = (row) => Number((placeIn(row).name.match(/-(\d+)-[^-]+$/) || [0, 0])[1]);
    const settle = (group) => {
        arrange(rowsIn(group).sort((one, other) => byPlace(one, other) || 0));
        rowsIn(group).forEach(equip);
        number(group);
    };

    document.addEventListener("click", (event) => {
        const pressed = event.target.closest("[data-move]");
        if (!pressed) { return; }
        const row = rowOf(pressed);
        moveTo(row, rowsIn(groupOf(row)).indexOf(row) + Number(pressed.dataset.move));
    });
    document.addEventListener("change", (event) => {
        if (!event.target.matches(PLACE)) { return; }
        moveTo(rowOf(event.target), (Number(event.target.value) || Infinity) - 1);
    });
    // Django numbers the fields of a group anew, in the order they stand, when an unsaved row is taken
    // away. Saved rows must keep their numbers, so that happens in the first order.
    document.addEventListener("click", (event) => {
        const link = event.target.closest(".inline-deletelink");
        const group = link && groupOf(link);
        if (!group || !group.querySelector(PLACE)) { return; }
        arrange(rowsIn(group).sort((one, other) => indexOf(one) - indexOf(other)));
        setTimeout(() => settle(group));
    }, true);
    document.addEventListener("formset:added", (event) => {
        if (!placeIn(event.target)) { return; }
        equip(event.target);
        number(groupOf(event.target));
    });

    document.addEventListener("dragstart", (event) => {
        if (!event.target.matches || !event.target.matches(".ordering-handle")) { return; }
        dragged = rowOf(event.target);
        dragged.classList.add("is-dragged");
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", "");
        event.dataTransfer.setDragImage(dragged, 0, 0);
    });
    document.addEventListener("dragover", (event) => {
        const over = dragged && event.target.closest(ROW);
        if (!over || over === dragged || over.parentElement !== dragged.parentElement || !placeIn(over)) { return; }
        event.preventDefault();
        const box = over.getBoundingClientRect();
        const rows = rowsIn(groupOf(over)).filter((row) => row !== dragged);
        rows.splice(rows.indexOf(over) + (event.clientY > box.top + box.height / 2 ? 1 : 0), 0, dragged);
        arrange(rows);
    });
    document.addEventListener("drop", (event) => {
        if (dragged) { event.preventDefault(); } // some browsers would open what was dropped
    });
    document.addEventListener("dragend", () => {
        if (!dragged) { return; }
        const group = groupOf(dragged);
        const rows = rowsIn(group);
        dragged.classList.remove("is-dragged");
        number(group);
        statusOf(group).textContent = `Moved to ${rows.indexOf(dragged) + 1} of ${rows.length}`;
        dragged = null;
    });

    // After Django's own script has made its buttons.
    window.addEventListener("load", () => {
        new Set([...document.querySelectorAll(PLACE)].map(groupOf)).forEach((group) => {
            if (group && rowsIn(group).length) { settle(group); }
        });
    });
}
