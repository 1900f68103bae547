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
  let shown = null; // the answer that the lists were made from
  const typed = new Map(); // answers to advice being written, by finding: they outlive the lists being made anew

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
    const toDo = stops ? `${stops} ${stops === 1 ? "thing" : "things"} to correct.` : "Nothing stops you from submitting.";
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
      item.dataset.finding = problem.finding || "";
      const link = document.createElement("a");
      link.href = `#${problem.where}`;
      link.dataset.where = problem.where;
      link.textContent = problem.message;
      item.append(link);
      if (problem.places) item.append(places(problem));
      if (problem.offer) item.append(offered(problem));
      if (kind === "advise" && problem.finding) item.append(problem.answer ? given(problem) : asking(problem));
      all.append(item);
    }
    section.append(title, all);
    return section;
  }

  function places(problem) {
    const line = document.createElement("p");
    line.className = "side-places";
    line.append("Go to: ");
    problem.places.forEach(([words, where], n) => {
      const link = document.createElement("a");
      link.href = `#${where}`;
      link.dataset.where = where;
      link.textContent = words;
      line.append(n ? " · " : "", link);
    });
    return line;
  }

  // ---- suggestions: put into the screen as if typed, so that nothing is saved that was not looked at

  function offered(problem) {
    const box = document.createElement("div");
    box.className = "side-answer";
    const words = document.createElement("p");
    words.textContent = `Suggested: ${problem.offer_says}`;
    const use = button("Use this", problem.offer_says);
    use.addEventListener("click", () => {
      const fields = [...form.querySelectorAll(`[name="${problem.where}"]`)];
      for (const field of fields) {
        if (field.type === "checkbox") field.checked ||= problem.offer.includes(field.dataset.slug);
        else field.value = problem.offer[0];
      }
      fields[0]?.focus();
      fields[0]?.dispatchEvent(new Event("input", { bubbles: true }));
      fields[0]?.dispatchEvent(new Event("change", { bubbles: true }));
      use.disabled = true;
      announce("Put in. It is saved with the rest of your words.");
      look();
    });
    box.append(words, use);
    return box;
  }

  // ---- answers to advice: kept by themselves, so that they neither wait for the words to be saved nor save them

  function button(words, about) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "side-answer__button";
    const rest = document.createElement("span");
    rest.className = "visually-hidden";
    rest.textContent = `: ${about}`;
    made.append(words, rest);
    return made;
  }

  function given(problem) {
    const box = document.createElement("div");
    box.className = "side-answer";
    const words = document.createElement("p");
    const who = document.createElement("strong");
    who.textContent = `Answered by ${problem.answer.by}: `;
    words.append(who, problem.answer.reason);
    const back = button("Remove reason", problem.message);
    back.addEventListener("click", () => send(problem, { take_back: "1" }, back));
    box.append(words, back);
    return box;
  }

  function asking(problem) {
    const box = document.createElement("details");
    box.className = "side-answer";
    box.open = typed.has(problem.finding);
    const summary = document.createElement("summary");
    const rest = document.createElement("span");
    rest.className = "visually-hidden";
    rest.textContent = `: ${problem.message}`;
    summary.append("Give a reason", rest);
    const label = document.createElement("label");
    const words = document.createElement("textarea"); // has no name, so it is never part of the screen that is saved
    words.id = `answer-${problem.finding.slice(0, 8)}`;
    words.rows = 3;
    words.maxLength = 1000;
    words.value = typed.get(problem.finding)?.words || "";
    label.htmlFor = words.id;
    label.textContent = "Why are you keeping this wording?";
    const keep = button("Save reason", problem.message);
    keep.addEventListener("click", () => send(problem, { reason: words.value }, keep));
    for (const kind of ["input", "change"]) words.addEventListener(kind, (event) => event.stopPropagation());
    words.addEventListener("input", () => {
      if (words.value) typed.set(problem.finding, { problem, words: words.value });
      else typed.delete(problem.finding);
    });
    box.append(summary, label, words, keep);
    return box;
  }

  async function send(problem, fields, pressed) {
    const data = new URLSearchParams({
      csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
      code: problem.code,
      finding: problem.finding,
      ...fields,
    });
    const options = { method: "POST", body: data, headers: { Accept: "application/json" }, redirect: "manual", keepalive: true };
    if (pressed) pressed.disabled = true;
    try {
      const answer = await fetch(form.dataset.answer, options);
      const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
      if (!answer.ok) throw new Error(said.message || "Not kept. Sign in again in another window, then try once more.");
      typed.delete(problem.finding);
      for (const one of shown?.problems || []) if (one.finding === problem.finding) one.answer = said.answer || undefined;
      if (shown) problems(shown);
      announce(said.answer ? "Your answer is kept." : "The answer is taken back.");
      form.querySelector(`[data-problems] [data-finding="${problem.finding}"] a`)?.focus();
    } catch (fault) {
      if (!pressed) return;
      pressed.disabled = false;
      pressed.parentElement.querySelector(".side-answer__fault")?.remove();
      const told = document.createElement("p");
      told.className = "side-answer__fault";
      told.setAttribute("role", "alert");
      told.textContent = fault instanceof TypeError ? "Not kept: the site cannot be reached just now. Try again." : fault.message;
      pressed.before(told);
    }
  }

  function problems(answer) {
    shown = answer;
    const text = JSON.stringify([answer.saves, answer.problems]);
    if (text === lastProblems) return; // leave the links, and the focus in them, alone
    lastProblems = text;
    const box = part("problems");
    const held = document.activeElement?.closest("[data-problems]") && document.activeElement;
    const focused = held && held.textContent;
    const writing = held && held.tagName === "TEXTAREA" && { id: held.id, at: held.selectionEnd };
    const stops = answer.problems.filter((problem) => problem.stops);
    const advice = answer.problems.filter((problem) => !problem.stops);
    box.replaceChildren();
    if (stops.length) box.append(list(answer.saves ? "To submit this, you need to" : "To save this, you need to", stops, "stop"));
    if (advice.length) box.append(list("Suggestions", advice, "advise"));
    if (!stops.length && !advice.length) {
      const fine = document.createElement("p");
      fine.className = "side-fine";
      fine.textContent = "All checks passed.";
      box.append(fine);
    }
    if (writing) {
      const words = document.getElementById(writing.id);
      words?.focus();
      words?.setSelectionRange(writing.at, writing.at);
    } else if (focused) [...box.querySelectorAll("a")].find((link) => link.textContent === focused)?.focus();
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
    // Anyone who saves the screen with an answer half sent meant to keep both.
    form.addEventListener("submit", () => {
      for (const { problem, words } of typed.values()) send(problem, { reason: words }, null);
    });
  }
}
