// The panel beside the words: posts the screen a little after typing stops, and shows how the sheet fits, what the
// checklist says, and the page. It never waits in the way of typing, and speaks only when something has changed.
"use strict";
{
  const form = document.getElementById("writing");
  const PAUSE = 1500; // ms after the last key
  const part = (name) => form.querySelector(`[data-${name}]`);
  let timer = null;
  let isLooking = false;
  let isStale = false;
  let lastSaid = "";
  let lastProblems = "";

  function later() {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  }

  async function look() {
    clearTimeout(timer);
    // One at a time: laying out costs the server something, and an answer to old words helps nobody.
    isStale = isLooking;
    if (isLooking) return;
    isLooking = true;
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    part("refresh").disabled = true;
    form.classList.add("writing--looking");
    try {
      const answer = await fetch(form.dataset.preview, { method: "POST", body: data, redirect: "manual" });
      if (answer.type === "opaqueredirect") {
        tell("You have been signed out. Sign in again in another window, then save here: your words are still on this screen.");
      } else if (answer.headers.get("Content-Type")?.includes("json")) {
        show(await answer.json());
      } else {
        tell("The preview does not answer as it should. Your words are still on this screen; save them.");
      }
    } catch {
      tell("The preview cannot be reached just now. Your words are still on this screen.");
    }
    isLooking = false;
    part("refresh").disabled = false;
    form.classList.remove("writing--looking");
    if (isStale) later();
  }

  function tell(text) {
    part("fit").textContent = text;
    announce(text);
  }

  function announce(text) {
    if (text === lastSaid) return;
    lastSaid = text;
    part("announce").textContent = text;
  }

  function show(answer) {
    if (answer.message) return tell(answer.message);
    if (answer.saves === false) part("fit").textContent = "This cannot be saved yet, so it cannot be shown either.";
    else part("fit").textContent = answer.fit;
    meter(answer);
    const stops = (answer.problems || []).filter((problem) => problem.stops).length;
    problems(answer);
    if (answer.page !== undefined) page(answer);
    const toDo = stops ? `${stops} ${stops === 1 ? "thing" : "things"} to put right.` : "Nothing stops you from submitting.";
    announce(`${part("fit").textContent} ${answer.saves === false ? "" : toDo}`.trim());
  }

  function meter(answer) {
    const bar = part("meter");
    const figures = part("figures");
    bar.hidden = answer.fill === undefined;
    figures.textContent = answer.words === undefined ? "" : `${answer.words} words`;
    if (bar.hidden) return;
    const isOver = !answer.fit.startsWith("Fits") && answer.pages !== undefined && answer.fit.startsWith("Too long");
    bar.value = isOver ? 1 : Math.min(answer.fill, 1);
    bar.textContent = answer.fit;
    bar.classList.toggle("fit-meter--over", isOver);
    part("fit").classList.toggle("fit-words--over", isOver);
  }

  function list(heading, items, kind) {
    const section = document.createElement("section");
    section.className = `side-list side-list--${kind}`;
    const title = document.createElement("h3");
    title.textContent = `${heading} (${items.length})`;
    const all = document.createElement("ul");
    for (const problem of items) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${problem.where}`;
      link.dataset.where = problem.where;
      link.textContent = problem.message;
      item.append(link);
      all.append(item);
    }
    section.append(title, all);
    return section;
  }

  function problems(answer) {
    const text = JSON.stringify([answer.saves, answer.problems]);
    if (text === lastProblems) return; // leave the links, and the focus in them, alone
    lastProblems = text;
    const box = part("problems");
    const focused = document.activeElement?.closest("[data-problems]") && document.activeElement.textContent;
    const stops = answer.problems.filter((problem) => problem.stops);
    const advice = answer.problems.filter((problem) => !problem.stops);
    box.replaceChildren();
    if (stops.length) box.append(list(answer.saves ? "To submit this, you need to" : "To save this, you need to", stops, "stop"));
    if (advice.length) box.append(list("Worth a second look", advice, "advise"));
    if (!stops.length && !advice.length) {
      const fine = document.createElement("p");
      fine.className = "side-fine";
      fine.textContent = "The checklist found nothing to put right.";
      box.append(fine);
    }
    if (focused) [...box.querySelectorAll("a")].find((link) => link.textContent === focused)?.focus();
  }

  /** The frame keeps its place on the page while its words change. No script can run in it. */
  function page(answer) {
    const inside = part("page").contentDocument;
    const main = inside?.querySelector("main");
    if (!main) return;
    main.innerHTML = answer.page;
    inside.documentElement.lang = answer.language;
  }

  if (form) {
    part("refresh").hidden = false;
    part("fit").textContent = "Laying out the sheet …";
    part("page").loading = "eager";
    part("refresh").addEventListener("click", look);
    form.addEventListener("writing:changed", later);
    form.addEventListener("change", later);
    window.addEventListener("load", look);
  }
}
