// Before a save leaves the screen: is its officer still signed in, and does the site answer? A save that
// cannot arrive would take the page away, and the words with it. Signing in again elsewhere also changes the
// form's token, so the newest one is taken along. Without script the form is sent as any other.
"use strict";
{
  const form = document.getElementById("writing");
  let isAsking = false;
  let isSure = false;

  function tell(words) {
    form.querySelector("[data-state]").textContent = words;
    form.querySelector("[data-announce]").textContent = words;
  }

  async function ask(button) {
    isAsking = true;
    let said = "The site cannot be reached just now. Nothing was saved. Your words are still on this screen: try again in a minute.";
    try {
      const answer = await fetch(form.dataset.signedIn, { redirect: "manual", cache: "no-store" });
      if (answer.type === "opaqueredirect") {
        said = "You have been signed out, and nothing was saved. Sign in again in another window, then save here: your words are still on this screen.";
      } else if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        form.elements.csrfmiddlewaretoken.value = page.querySelector("[name=csrfmiddlewaretoken]").value;
        said = "";
      }
    } catch {
      // said above
    }
    isAsking = false;
    if (said) return tell(said);
    isSure = true;
    form.requestSubmit(button);
    isSure = false;
  }

  form?.addEventListener("submit", (event) => {
    if (isSure) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!isAsking) ask(event.submitter);
  });
}
