// Saving the draft: knows what is not saved yet, keeps it from being lost, and saves it quietly while somebody writes.
// Nothing is kept in the browser: a shared computer would show it to the next person. Without script there is the button.
"use strict";
{
  const form = document.getElementById("writing");
  // What others feel at once, or what is best looked at with the whole screen, waits until somebody presses Save.
  const BY_HAND = /^(signers-.*|format|review|slug|language|parts-\d+-picture)$/;
  const NOT_TYPED = /^(csrfmiddlewaretoken|revision|at|parts-\d+-id)$/;
  const state = form?.querySelector("[data-state]");
  let stored = null; // what was typed as the site has it; null on a screen that came back because it could not be saved
  let timer = null;
  let quiet = null; // the quiet save that is on its way
  let isAsking = false;
  let isSure = false;
  let here = null; // the part of the screen that had the focus last
  let savingSince = 0;

  // Not for ever: a save that was stopped, or never arrived, must be possible again.
  const isSaving = () => Date.now() - savingSince < 5000;

  /** What stands on the screen, by the names of its fields. */
  function typed() {
    const data = new FormData(form);
    for (const row of form.querySelectorAll(".signer")) {
      const [who, place] = [row.querySelector("select"), row.querySelector("[data-place]")];
      if (who && place && !who.value) data.delete(place.name); // ordering.js numbers the empty row too
    }
    const found = new Map();
    for (const [name, value] of data) {
      if (!NOT_TYPED.test(name)) found.set(name, `${found.get(name) ?? ""}\0${value instanceof File ? value.name : value}`);
    }
    return found;
  }

  /** The names of the fields that are not saved as they stand. */
  function unsaved() {
    const now = typed();
    if (!stored) return [...now.keys()];
    return [...new Set([...now.keys(), ...stored.keys()])].filter((name) => now.get(name) !== stored.get(name));
  }

  function tell(words) {
    state.textContent = words;
    form.querySelector("[data-announce]").textContent = words;
  }

  let showing = null;
  function changed() {
    clearTimeout(showing);
    showing = setTimeout(() => (state.textContent = unsaved().length ? "Not saved yet" : state.dataset.saved), 250);
    clearTimeout(timer);
    timer = setTimeout(saveQuietly, Number(form.dataset.savesAfter) * 1000);
  }

  // ---- before a save leaves the screen
  // Is its officer still signed in, and does the site answer? A save that cannot arrive would take the page away, and
  // the words with it. Signing in again elsewhere also changes the form's token, so the newest one is taken along.

  /** Why a save would not arrive, in words; empty when it would. */
  async function whyNot() {
    try {
      const answer = await fetch(form.dataset.signedIn, { redirect: "manual", cache: "no-store" });
      if (answer.type === "opaqueredirect") {
        return "You have been signed out, and nothing was saved. Sign in again in another window, then save here: your words are still on this screen.";
      }
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        form.elements.csrfmiddlewaretoken.value = page.querySelector("[name=csrfmiddlewaretoken]").value;
        return "";
      }
    } catch {
      // said below
    }
    return "The site cannot be reached just now. Nothing was saved. Your words are still on this screen: try again in a minute.";
  }

  async function ask(button) {
    isAsking = true;
    clearTimeout(timer);
    await quiet; // it raises the draft's number, which this save has to know
    const said = await whyNot();
    isAsking = false;
    if (said) return tell(said);
    isSure = true;
    form.elements.at.value = here?.id ?? ""; // moving a part gives it another
    form.requestSubmit(button);
    isSure = false;
  }

  // ---- a quiet save

  function saveQuietly() {
    if (!stored || quiet || isAsking || isSaving()) return;
    const names = unsaved();
    if (!names.length || names.some((name) => BY_HAND.test(name))) return;
    quiet = send().finally(() => (quiet = null));
  }

  async function send() {
    const said = await whyNot();
    if (said) return tell(said);
    const sent = typed();
    const rows = [...form.querySelectorAll("[data-parts] > [data-part]:not(.part--removed)")];
    let answer = {};
    try {
      const options = { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "manual" };
      answer = await (await fetch(location.pathname, options)).json();
    } catch {
      // neither saved nor refused: the next change tries again, and so does the button
    }
    if (answer.revision === undefined) return tell(answer.says || "Not saved yet. Press Save.");
    form.elements.revision.value = answer.revision;
    rows.forEach((row, n) => (form.elements[`${row.dataset.prefix}-id`].value = answer.parts[n]));
    stored = sent;
    state.dataset.saved = answer.says;
    tell(unsaved().length ? "Not saved yet" : answer.says);
  }

  function start() {
    stored = form.querySelector("[data-errors]") ? null : typed();
    state.dataset.saved = state.textContent;
    const message = document.querySelector(".messagelist .success");
    if (message) setTimeout(() => (form.querySelector("[data-announce]").textContent = message.textContent), 500);
    form.querySelector(".writing-words").addEventListener("focusin", (event) => {
      if (!event.target.closest(".writing-save")) here = event.target.closest("[data-part], [id]:not([id*='_'])");
    });
    form.addEventListener("writing:changed", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", (event) => {
      if (isSure) {
        savingSince = Date.now();
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      // A second press would be refused as somebody else's save.
      if (!isAsking && !isSaving()) ask(event.submitter);
    });
    document.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      form.requestSubmit(form.querySelector(".writing-save [name=_save]"));
    });
    window.addEventListener("beforeunload", (event) => {
      if (!isSaving() && unsaved().length) event.preventDefault();
    });
  }

  if (form) start();
}
