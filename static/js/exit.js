/* Leaving quickly. Without this script the exits are plain links; with it they also cover the page at
   once, put the other site in place of this entry in the browser's history, and answer to Shift pressed
   three times. Each press allows five more seconds; another key, or Shift used for a capital, cancels. */
(() => {
  "use strict";

  const PRESSES = 3;
  const PATIENCE = 5000; // milliseconds from one press to the next
  const exits = document.querySelectorAll("[data-exit]");
  const messages = document.querySelector("[data-exit-messages]");
  const root = document.documentElement;
  const title = document.title;
  let presses = 0;
  let shiftAlone = false;
  let waiting;

  function say(words) {
    if (messages) messages.textContent = words;
  }

  function count(number) {
    presses = number;
    clearTimeout(waiting);
    if (number) root.dataset.exitPresses = number;
    else delete root.dataset.exitPresses;
  }

  function leave() {
    count(0);
    root.classList.add("is-leaving"); // a style covers the whole page before anything is loaded
    document.title = "Loading";
    say("Loading.");
    window.location.replace(exits[0].href);
  }

  function pressed() {
    count(presses + 1);
    if (presses === PRESSES) {
      leave();
      return;
    }
    const more = PRESSES - presses;
    say(more === 1 ? "Press Shift once more to exit." : `Press Shift ${more} more times to exit.`);
    waiting = setTimeout(() => {
      count(0);
      say("Exiting with the Shift key has timed out.");
    }, PATIENCE);
  }

  function cancel() {
    shiftAlone = false;
    if (!presses) return;
    count(0);
    say("");
  }

  if (!exits.length) return;

  exits.forEach((exit) =>
    exit.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    }),
  );
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") cancel();
    else if (!event.repeat) shiftAlone = !(event.ctrlKey || event.altKey || event.metaKey);
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !shiftAlone) return;
    shiftAlone = false;
    pressed();
  });
  document.addEventListener("pointerdown", cancel); // Shift held while clicking selects text
  window.addEventListener("pageshow", () => {
    // A page brought back by the Back button comes as it was left: covered.
    root.classList.remove("is-leaving");
    document.title = title;
    count(0);
    say("");
  });
})();
