// The outline of a briefing: add, remove, undo, move, fold, and change what a part is.
// Without script every row still works: its place is a number, removing is a tick, and one empty row waits at the end.
"use strict";
{
  const form = document.getElementById("writing");
  const list = form && form.querySelector("[data-parts]");
  const total = form && form.querySelector("[name='parts-TOTAL_FORMS']");
  const announcer = form && form.querySelector("[data-announce]");
  const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;
  const NAMES = {};
  const HOLDS = {}; // what a section of this format holds: "" for words of its own only
  const ASKED_OF = {}; // whom its questions are asked of

  const rows = () => [...list.querySelectorAll(":scope > [data-part]")];
  const live = () => rows().filter((row) => !row.classList.contains("part--removed"));
  const find = (row, name) => row.querySelector(`[name="${row.dataset.prefix}-${name}"]`);
  const isSection = (row) => row.dataset.kind === "section";
  const nameOf = (row) => row.querySelector(".part-name").textContent.trim().replace(/\s+/g, " ");
  const wordsIn = (row) => {
    const text = [...row.querySelectorAll("[data-first] textarea, [data-first] input[type=text]")]
      .map((box) => box.value)
      .join(" ");
    return (text.replace(/\]\([^)\s]*\)/g, "]").match(WORD) || []).length;
  };

  function say(text) {
    announcer.textContent = "";
    setTimeout(() => (announcer.textContent = text), 50);
  }

  function changed() {
    refresh();
    form.dispatchEvent(new CustomEvent("writing:changed"));
  }

  // ---- the outline as it stands

  /** A section and all that is its own; any other row is alone. Removed rows in between come along. */
  function blockOf(row) {
    if (!isSection(row) || row.classList.contains("part--removed")) return [row];
    const block = [row];
    for (let next = row.nextElementSibling; next; next = next.nextElementSibling) {
      if (!next.matches("[data-part]")) continue;
      const isEnd = isSection(next) && !next.classList.contains("part--removed");
      if (isEnd || next.dataset.kind === "footnote") break;
      block.push(next);
    }
    return block;
  }

  function refresh() {
    const counts = {};
    let section = null;
    let place = 0;
    for (const row of rows()) {
      row.removeAttribute("id");
      if (row.classList.contains("part--removed")) continue;
      place += 1;
      row.id = `part-${place}`;
      find(row, "position").value = place;
      const kind = row.dataset.kind;
      counts[kind] = (counts[kind] || 0) + 1;
      row.querySelector("[data-number]").textContent = kind && !isSection(row) ? counts[kind] : "";
      if (isSection(row)) section = row;
      const level = find(row, "level");
      if (isSection(row)) row.dataset.level = (level && level.value) || 1;
      else row.dataset.level = section && kind !== "footnote" ? section.dataset.level : 0;
      row.classList.toggle("part--inside", Boolean(section) && !isSection(row) && kind !== "footnote");
      const shown = !section || isSection(row) || kind === "footnote" || !section.classList.contains("part--folded");
      row.hidden = !shown;
      gist(row);
    }
    const all = live();
    for (const [n, row] of all.entries()) {
      row.querySelector("[data-do=up]").setAttribute("aria-disabled", n === 0);
      row.querySelector("[data-do=down]").setAttribute("aria-disabled", n === all.length - 1);
    }
    totals();
    bars();
  }

  function gist(row) {
    const text = [...row.querySelectorAll("[data-first] textarea, [data-first] input[type=text]")]
      .map((box) => box.value.trim())
      .find(Boolean);
    row.querySelector("[data-gist]").textContent = text ? text.slice(0, 90) : "";
  }

  function totals() {
    for (const row of live().filter(isSection)) {
      const shown = row.querySelector("[data-total]");
      const words = blockOf(row)
        .filter((one) => !one.classList.contains("part--removed"))
        .reduce((sum, one) => sum + wordsIn(one), 0);
      const { least, most } = shown.dataset;
      shown.textContent = least ? `${words} words, about ${least} to ${most} is usual` : `${words} words`;
      shown.classList.toggle("part-count--off", Boolean(least) && words > Number(most));
    }
  }

  /** Buttons at the end of every section for what belongs in it. */
  function bars() {
    for (const bar of list.querySelectorAll(":scope > .add-bar")) bar.remove();
    for (const row of live().filter(isSection)) {
      if (row.classList.contains("part--folded")) continue;
      const purpose = find(row, "section");
      const holds = HOLDS[purpose && purpose.value];
      const bar = document.createElement("div");
      bar.className = "add-bar";
      bar.dataset.level = row.dataset.level;
      const main = holds === "" ? [] : [holds || "point"];
      if (main[0] === "point" && "guided" in list.dataset) main.push("guidance");
      for (const kind of main) bar.append(adder(kind));
      const more = document.createElement("details");
      const summary = document.createElement("summary");
      summary.textContent = "Add something else";
      more.append(summary);
      const rest = ["point", "question", "guidance", "recommendation", "quotation", "figure", "section"];
      for (const kind of rest) {
        if (!main.includes(kind)) more.append(adder(kind));
      }
      bar.append(more);
      blockOf(row).at(-1).after(bar);
    }
  }

  function adder(kind) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "add";
    button.dataset.addHere = kind;
    button.textContent = `Add ${article(kind)}`;
    return button;
  }

  const article = (kind) => (kind === "guidance" ? "practice guidance" : `a ${NAMES[kind].toLowerCase()}`);

  // ---- adding

  function blank(kind, number) {
    const template = form.querySelector(`template[data-blank="${kind}"]`);
    const holder = document.createElement("div");
    holder.innerHTML = template.innerHTML.replaceAll("__prefix__", number);
    return holder.firstElementChild;
  }

  function add(kind, after, values = {}) {
    const number = Number(total.value);
    const row = blank(kind, number);
    total.value = number + 1;
    if (after) after.after(row);
    else list.append(row);
    for (const [name, value] of Object.entries(values)) if (find(row, name)) find(row, name).value = value;
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: "parts" } }));
    changed();
    return row;
  }

  /** Put a new section of the format before the first that comes after it in the format. */
  function inItsPlace(row, purpose) {
    const order = Object.keys(HOLDS);
    const comesAfter = (one) => order.indexOf(find(one, "section").value) > order.indexOf(purpose);
    const next = live().find((one) => one !== row && isSection(one) && comesAfter(one));
    if (next) next.before(row);
    changed();
  }

  /** What a new part of a section starts with: a question of “how we did it” is one that the review asked. */
  function beginning(kind, section) {
    const purpose = section && find(section, "section");
    return kind === "question" && purpose && ASKED_OF[purpose.value] ? { asked_of: ASKED_OF[purpose.value] } : {};
  }

  function focusIn(row) {
    const wanted = isSection(row) ? ["input"] : ["textarea", "input"];
    const box = wanted.map((tag) => row.querySelector(`[data-first] ${tag}`)).find(Boolean);
    if (box) box.focus();
    row.scrollIntoView({ block: "nearest" });
  }

  /** Where a new part of a section goes: after the last that is its own and not removed. */
  function endOf(section) {
    return blockOf(section).at(-1);
  }

  function sectionOver(element) {
    let before = element.previousElementSibling;
    while (before && !(before.matches("[data-part]") && isSection(before) && !before.matches(".part--removed"))) {
      before = before.previousElementSibling;
    }
    return before;
  }

  // ---- removing

  function remove(row) {
    const name = nameOf(row);
    const next = live()[live().indexOf(row) + 1] || live()[live().indexOf(row) - 1];
    if (isSection(row) && row.classList.contains("part--folded")) fold(row, false);
    find(row, "DELETE").checked = true;
    row.classList.add("part--removed");
    row.querySelector("[data-stub-words]").textContent = `${name} will be removed when you save.`;
    row.querySelector("[data-stub]").hidden = false;
    row.querySelector("[data-body]").hidden = true;
    changed();
    row.querySelector("[data-do=restore]").focus();
    say(`${name} removed. Restore undoes this.`);
    return next;
  }

  function restore(row) {
    find(row, "DELETE").checked = false;
    row.classList.remove("part--removed");
    row.querySelector("[data-stub]").hidden = true;
    row.querySelector("[data-body]").hidden = false;
    changed();
    focusIn(row);
    say(`${nameOf(row)} is back.`);
  }

  // ---- moving

  function move(row, step) {
    const block = blockOf(row);
    const all = live();
    const focused = document.activeElement;
    if (step < 0) {
      let before = all[all.indexOf(row) - 1];
      if (before && isSection(row) && !isSection(before)) before = sectionOver(row) || before;
      if (!before) return say(`${nameOf(row)} is first already.`);
      before.before(...block);
    } else {
      const last = block.filter((one) => all.includes(one)).at(-1);
      const after = all[all.indexOf(last) + 1];
      if (!after) return say(`${nameOf(row)} is last already.`);
      (isSection(row) && isSection(after) ? blockOf(after).at(-1) : after).after(...block);
    }
    changed();
    if (row.contains(focused)) focused.focus(); // moving an element drops the focus in it
    row.scrollIntoView({ block: "nearest" });
    const now = live();
    const over = isSection(row) ? null : sectionOver(row);
    const where = over && find(over, "heading").value ? `, under “${find(over, "heading").value}”` : "";
    say(`${nameOf(row)} is now ${now.indexOf(row) + 1} of ${now.length}${where}.`);
  }

  let dragged = null;
  list?.addEventListener("dragstart", (event) => {
    const row = event.target.closest?.("[data-grip]")?.closest("[data-part]");
    if (!row) return;
    dragged = blockOf(row);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.setDragImage(row, 10, 10);
    for (const one of dragged) one.classList.add("part--dragged");
  });
  list?.addEventListener("dragover", (event) => {
    const over = dragged && event.target.closest("[data-part]");
    if (!dragged) return;
    event.preventDefault();
    if (!over || dragged.includes(over)) return;
    const box = over.getBoundingClientRect();
    const isAfter = event.clientY > box.top + box.height / 2;
    if (isAfter) over.after(...dragged);
    else over.before(...dragged);
  });
  list?.addEventListener("dragend", () => {
    if (!dragged) return;
    for (const one of dragged) one.classList.remove("part--dragged");
    say(`${nameOf(dragged[0])} moved.`);
    dragged = null;
    changed();
  });

  // ---- folding

  function fold(row, isFolded) {
    row.classList.toggle("part--folded", isFolded);
    row.querySelector("[data-do=fold]").setAttribute("aria-expanded", !isFolded);
  }

  function unfold(row) {
    fold(row, false);
    const over = isSection(row) ? row : sectionOver(row);
    if (over) fold(over, false);
    refresh();
  }

  // ---- changing what a part is

  function become(row, kind) {
    if (!kind) return;
    const fresh = blank(kind, row.dataset.prefix.replace("parts-", ""));
    const itsOwn = new Set([...fresh.querySelectorAll("[data-field]")].map((field) => field.dataset.field));
    for (const group of ["first", "later"]) {
      const here = row.querySelector(`[data-${group}]`);
      const wanted = [...fresh.querySelectorAll(`[data-${group}] > [data-field]`)];
      const kept = [...row.querySelectorAll("[data-first] > [data-field], [data-later] > [data-field]")];
      for (const field of wanted) {
        const have = kept.find((one) => one.dataset.field === field.dataset.field);
        if (have) {
          const label = field.querySelector("label, legend");
          if (label) have.querySelector("label, legend").textContent = label.textContent;
        }
        here.append(have || field);
      }
    }
    for (const field of row.querySelectorAll("[data-first] > [data-field], [data-later] > [data-field]")) {
      if (itsOwn.has(field.dataset.field)) continue;
      const hasWords = [...field.querySelectorAll("input, textarea, select")].some((box) =>
        box.matches("[type=checkbox]") ? box.checked : box.value.trim() && box.name !== `${row.dataset.prefix}-mark`,
      );
      const isSetting = ["section", "level", "is_numbered", "point_kind", "asked_of", "mark"].includes(field.dataset.field);
      if (hasWords && !isSetting) row.querySelector("[data-later]").append(field); // never dropped in silence
      else field.remove();
    }
    row.dataset.kind = kind;
    row.querySelector("[data-name]").textContent = NAMES[kind];
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: "parts" } }));
    changed();
    say(`This is ${article(kind)} now.`);
  }

  // ---- footnotes asked for by the toolbar

  document.addEventListener("markdown:footnote", (event) => {
    const used = new Set(rows().map((row) => find(row, "mark")?.value));
    let mark = 1;
    while (used.has(String(mark))) mark += 1;
    event.detail.mark = String(mark);
  });
  document.addEventListener("markdown:footnoted", (event) => {
    const row = add("footnote", null, { mark: event.detail.mark });
    focusIn(row);
    say(`Footnote ${event.detail.mark} added at the end. Write it here.`);
  });

  // ---- going to what a problem is about

  function goTo(where) {
    const target = document.getElementById(where);
    if (!target) return false;
    if (target.matches("[data-part]")) unfold(target);
    for (let up = target.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
    const within = target.matches("[data-part]") ? target.querySelector("[data-body]") : target;
    const wrong = within.querySelector(".field--wrong :is(input, textarea, select):not([type=hidden])");
    const box = wrong || within.querySelector("textarea, input:not([type=hidden]), select, button");
    const more = box?.closest("details");
    if (more) more.open = true;
    target.scrollIntoView({ block: "center" });
    (box || target).focus({ preventScroll: true });
    return true;
  }

  function start() {
    for (const template of form.querySelectorAll("template[data-blank]")) {
      NAMES[template.dataset.blank] = template.content.querySelector("[data-name]").textContent.trim();
    }
    for (const { dataset: rule } of form.querySelectorAll("[data-rule]")) {
      HOLDS[rule.rule] = rule.holds;
      ASKED_OF[rule.rule] = rule.askedOf;
    }
    form.classList.add("writing--scripted");
    for (const hidden of form.querySelectorAll("[data-scripted]")) hidden.hidden = false;
    // The empty row at the end is for those without script; here there are buttons.
    for (const row of rows()) if (!row.dataset.kind && !wordsIn(row)) row.remove();
    for (const row of rows()) {
      if (find(row, "DELETE")?.checked) remove(row);
    }
    for (const grip of form.querySelectorAll("[data-grip]")) grip.draggable = true;
    refresh();
    (form.querySelector("[data-errors]") || document.body).focus?.();
    const goToHash = () => location.hash.length > 1 && goTo(decodeURIComponent(location.hash.slice(1)));
    window.addEventListener("hashchange", goToHash);
    goToHash();
    // A browser that scrolls to the place by itself takes the focus out of it again.
    window.addEventListener("load", () => setTimeout(() => document.activeElement === document.body && goToHash(), 50));

    form.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-where]");
      if (link && goTo(link.dataset.where)) event.preventDefault();
      const button = event.target.closest("button");
      if (!button) return;
      const row = button.closest("[data-part]");
      if (button.dataset.addHere) {
        const section = sectionOver(button.closest(".add-bar"));
        focusIn(add(button.dataset.addHere, endOf(section), beginning(button.dataset.addHere, section)));
      } else if (button.dataset.add) {
        const { add: kind, section, heading } = button.dataset;
        const feet = rows().find((one) => one.dataset.kind === "footnote");
        const end = kind === "section" && feet ? feet.previousElementSibling : null;
        const row = add(kind, end, section ? { section, heading } : {});
        if (section) inItsPlace(row, section);
        focusIn(row);
        if (section) button.remove();
      }
      switch (button.dataset.do) {
        case "up": return move(row, -1);
        case "down": return move(row, 1);
        case "below": {
          const kind = row.dataset.kind || "point";
          return focusIn(add(kind, isSection(row) ? endOf(row) : row, beginning(kind, sectionOver(row))));
        }
        case "remove": return remove(row);
        case "restore": return restore(row);
        case "fold":
          fold(row, !row.classList.contains("part--folded"));
          return refresh();
        case "fold-all":
        case "open-all":
          for (const one of live().filter(isSection)) fold(one, button.dataset.do === "fold-all");
          return refresh();
      }
    });
    form.addEventListener("change", (event) => {
      const row = event.target.closest("[data-part]");
      if (row && event.target === find(row, "kind")) become(row, event.target.value);
      else if (row && event.target === find(row, "position")) toPlace(row, Number(event.target.value));
      else if (row && ["level", "section"].some((name) => event.target === find(row, name))) refresh();
    });
    form.addEventListener("input", (event) => {
      const row = event.target.closest("[data-part]");
      if (row) {
        gist(row);
        totals();
      }
      form.dispatchEvent(new CustomEvent("writing:changed"));
    });
    form.addEventListener("formset:added", (event) => {
      for (const grip of event.target.querySelectorAll("[data-grip]")) grip.draggable = true;
    });
    form.addEventListener("keydown", (event) => {
      const row = event.target.closest("[data-part]");
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!row || !step || !event.altKey || !event.shiftKey) return;
      event.preventDefault();
      move(row, step);
    });
  }

  function toPlace(row, place) {
    const others = live().filter((one) => !blockOf(row).includes(one));
    const target = others[Math.min(Math.max(place, 1), others.length + 1) - 1];
    if (target) target.before(...blockOf(row));
    else if (others.length) others.at(-1).after(...blockOf(row));
    changed();
    say(`${nameOf(row)} is now ${live().indexOf(row) + 1} of ${live().length}.`);
  }

  if (form) start();
}
