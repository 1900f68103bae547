// A page that came back because something is missing starts where it says so: there the reading goes on, by ear and by key.
"use strict";
window.addEventListener("load", () => {
  const told = document.querySelector(".refusal, .errornote");
  if (!told || location.hash) return;
  told.tabIndex = -1;
  told.focus();
});
