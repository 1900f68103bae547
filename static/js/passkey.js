// Passkeys: the browser asks its owner, and the answer goes into the form. Says in words what went wrong.
// data-passkey is "make" (a new one), "show" (one of somebody known) or "sign-in" (whose it is, it says itself).
(() => {
  const SAID = {
    NotAllowedError: "The passkey was not shown in time, or you stopped. Try again, or choose another way.",
    InvalidStateError: "This device has a passkey for your account already.",
    SecurityError: "Passkeys do not work at this address. Open the site by its usual name.",
  };

  const answer = async (form) => {
    if (form.dataset.passkey === "sign-in") {
      const response = await fetch(form.action, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (!response.ok) throw new Error("no question came");
      return webauthnJSON.get((await response.json()).request_options);
    }
    const question = JSON.parse(form.dataset.options);
    if (form.dataset.passkey === "show") return webauthnJSON.get(question);
    const alone = form.elements.passwordless.checked;
    Object.assign(question.publicKey.authenticatorSelection, {
      residentKey: alone ? "required" : "discouraged",
      requireResidentKey: alone,
      userVerification: alone ? "required" : "discouraged",
    });
    return webauthnJSON.create(question);
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const said = form.querySelector("[data-said]");
    if (!window.PublicKeyCredential) {
      if (!form.hidden) said.textContent = "This browser knows no passkeys. Choose another way.";
      continue;
    }
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      said.textContent = "";
      try {
        form.elements.credential.value = JSON.stringify(await answer(form));
      } catch (fault) {
        said.textContent = SAID[fault.name] || "That did not work. Try again, or choose another way.";
        return;
      }
      form.submit();
    });
  }
})();
