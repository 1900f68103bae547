/* Team mode: one step of the page at a time, for a screen that a team looks at together. Nothing is fetched and
   nothing is kept: the whole meeting is in the page, and without this script it is one long page. */
(() => {
  "use strict";

  const root = document.documentElement;
  const find = (name) => document.querySelector(`[data-team-${name}]`);
  const bar = find("bar");
  const steps = [...document.querySelectorAll("[data-step]")];
  if (!bar) return;
  let now = 0;

  const isOn = () => "meeting" in root.dataset;

  function show(number) {
    now = Math.min(Math.max(number, 0), steps.length - 1);
    root.dataset.meeting = now === 0 ? "opening" : "step";
    steps.forEach((step, index) => step.classList.toggle("is-now", index === now));
    find("place").textContent = steps[now].dataset.stepName;
    find("back").disabled = now === 0;
    find("next").disabled = now === steps.length - 1;
    window.scrollTo(0, 0);
    steps[now].focus({ preventScroll: true });
  }

  function start() {
    bar.hidden = false;
    show(0);
    // A screen that goes dark in the middle of a silence ends it. Where a browser refuses, nothing is lost.
    navigator.wakeLock?.request("screen").catch(() => {});
  }

  function end() {
    if (document.fullscreenElement) document.exitFullscreen();
    bar.hidden = true;
    delete root.dataset.meeting;
    steps[now].scrollIntoView();
    find("start").focus({ preventScroll: true });
  }

  function fill() {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen().catch(() => {}); // the whole page with its exit, never the step alone
  }

  // Words too tall for the screen are read to their end before the same key turns to the next step.
  const bottomIsSeen = () => window.scrollY + window.innerHeight >= root.scrollHeight - 4;
  const topIsSeen = () => window.scrollY <= 4;
  const onward = () => (bottomIsSeen() ? now + 1 : undefined);
  const backward = () => (topIsSeen() ? now - 1 : undefined);
  const keys = {
    ArrowRight: () => now + 1,
    ArrowLeft: () => now - 1,
    ArrowDown: onward,
    PageDown: onward,
    ArrowUp: backward,
    PageUp: backward,
    Home: () => 0,
    End: () => steps.length - 1,
  };

  function pressed(event) {
    if (!isOn() || event.ctrlKey || event.altKey || event.metaKey) return;
    const within = event.target instanceof Element ? event.target : root;
    const presses = within.closest("button, a, summary");
    let to;
    if (event.key === " ") to = presses ? undefined : event.shiftKey ? backward() : onward();
    else if (event.shiftKey) return;
    else if (event.key === "Escape") end();
    // A single letter is heard only in the meeting itself, so that it is in the way of no other program.
    else if (event.key.toLowerCase() === "f" && within.closest("[data-step], [data-team-bar]")) fill();
    else to = keys[event.key]?.();
    if (to === undefined) return;
    event.preventDefault();
    if (to !== now) show(to);
  }

  find("start").hidden = false;
  find("start").addEventListener("click", start);
  find("back").addEventListener("click", () => show(now - 1));
  find("next").addEventListener("click", () => show(now + 1));
  find("end").addEventListener("click", end);
  find("notes").addEventListener("click", (event) => {
    const shown = root.toggleAttribute("data-meeting-notes");
    event.currentTarget.setAttribute("aria-pressed", String(shown));
  });
  find("full").hidden = !document.fullscreenEnabled;
  find("full").addEventListener("click", fill);
  document.addEventListener("fullscreenchange", () =>
    find("full").setAttribute("aria-pressed", String(Boolean(document.fullscreenElement))),
  );
  document.addEventListener("keydown", pressed);
})();

/* The timer: seven quiet minutes. No sound, nothing that flashes; it speaks at its start, half and end only. */
(() => {
  "use strict";

  const SEVEN_MINUTES = 7 * 60 * 1000; // milliseconds
  const find = (name) => document.querySelector(`[data-timer-${name}]`);
  const [left, go, stop, hide, says] = ["left", "go", "stop", "hide", "says"].map(find);
  if (!left) return;
  let remaining = SEVEN_MINUTES;
  let endsAt = 0;
  let ticking;

  function draw() {
    const seconds = Math.ceil(remaining / 1000);
    left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    const begun = remaining < SEVEN_MINUTES || Boolean(ticking);
    go.textContent = ticking ? "Pause" : remaining === SEVEN_MINUTES ? "Start 7 minutes" : "Go on";
    go.hidden = remaining === 0;
    stop.hidden = hide.hidden = !begun;
  }

  function showTime(shown) {
    left.hidden = !shown;
    hide.textContent = shown ? "Hide time" : "Show time";
  }

  function rest() {
    clearInterval(ticking);
    ticking = undefined;
  }

  function tick() {
    const before = remaining;
    remaining = Math.max(0, endsAt - Date.now());
    if (before > SEVEN_MINUTES / 2 && remaining <= SEVEN_MINUTES / 2) says.textContent = "Half your time is left.";
    if (remaining === 0) {
      rest();
      says.textContent = "The seven minutes are over.";
    }
    draw();
  }

  go.addEventListener("click", () => {
    if (ticking) {
      tick();
      rest();
    } else {
      if (remaining === SEVEN_MINUTES) says.textContent = "Seven minutes have started.";
      endsAt = Date.now() + remaining;
      ticking = setInterval(tick, 250);
    }
    draw();
  });
  stop.addEventListener("click", () => {
    rest();
    remaining = SEVEN_MINUTES;
    showTime(true);
    draw();
    go.focus();
  });
  hide.addEventListener("click", () => showTime(left.hidden));
})();
