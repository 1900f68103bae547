// A button beside each password that shows it while it is typed. Without script the field is as it was.
(() => {
  for (const field of document.querySelectorAll(".account input[type=password]")) {
    const row = document.createElement("span");
    row.className = "account__password";
    field.replaceWith(row);
    row.append(field); // outside the page a field belongs to no form
    const button = document.createElement("button");
    button.type = "button";
    button.className = "account__show";
    const word = document.createElement("span");
    const about = document.createElement("span");
    about.className = "visually-hidden";
    about.textContent = " what I type";
    button.append(word, about);
    const say = (isShown) => {
      field.type = isShown ? "text" : "password";
      word.textContent = isShown ? "Hide" : "Show";
    };
    say(false);
    button.addEventListener("click", () => say(field.type === "password"));
    // never sent, and never kept by the browser, as plain text
    field.form.addEventListener("submit", () => say(false));
    row.append(button);
  }
})();
