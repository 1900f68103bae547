// Importing documents, one after another, so that each shows what became of it and a long list can be stopped.
// Without this the form sends them all at once. Also counts the lines that are ticked beside the source.
"use strict";
{
  const form = document.getElementById("import");
  const WAIT = 20; // seconds before a document that the site had no time for is tried again
  const TRIES = 4;

  function importing() {
    const page = (name) => document.querySelector(`[data-${name}]`);
    const files = form.elements.files;
    const words = form.elements.words;
    const rows = page("rows");
    const progress = page("progress");
    const bar = progress.querySelector("progress");
    const go = page("go");
    const pasted = words.labels[0].textContent.replace(/^Or paste/, "Pasted");
    let isStopped = false;
    let isBusy = false;

    const tell = (text) => (page("status").textContent = text);
    const count = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;

    function showChosen() {
      const names = [...files.files].map((file) => {
        const line = document.createElement("li");
        line.textContent = file.name;
        return line;
      });
      page("chosen").replaceChildren(...(names.length > 1 ? names : []));
    }

    function keepChosen(left) {
      const kept = new DataTransfer();
      for (const one of left) if (one.file) kept.items.add(one.file);
      files.files = kept.files;
      if (!left.some((one) => one.words)) words.value = "";
    }

    function listed(faults) {
      const heading = document.createElement("h2");
      heading.textContent = "Nothing was imported yet";
      const list = document.createElement("ul");
      for (const fault of faults) {
        const line = document.createElement("li");
        line.textContent = fault;
        list.append(line);
      }
      page("faults").replaceChildren(heading, list);
      page("faults").scrollIntoView({ block: "nearest" });
    }

    function rowSaying(name, text) {
      const row = document.createElement("li");
      row.className = "import-result import-result--refused";
      const title = document.createElement("p");
      title.append(Object.assign(document.createElement("strong"), { textContent: name }));
      row.append(title, Object.assign(document.createElement("p"), { textContent: text }));
      return row;
    }

    // One document: its row, its outcome, or what is wrong with the form itself.
    async function sendOne(one, choices) {
      const data = new FormData();
      for (const [name, value] of choices) data.append(name, value);
      if (one.file) data.append("files", one.file);
      else data.append("words", one.words);
      if (one.again) data.set("again", "on");
      let answer;
      try {
        answer = await fetch(form.action, {
          method: "POST", body: data, redirect: "manual", headers: { Accept: "application/json" },
        });
      } catch {
        return { outcome: "lost", row: rowSaying(one.name, "It could not be sent: is the connection down, or has the file changed? Choose it again.") };
      }
      if (answer.type === "opaqueredirect") {
        return { outcome: "out", row: rowSaying(one.name, "You have been signed out. Sign in again in another window, then import it again.") };
      }
      if (!answer.headers.get("Content-Type")?.includes("json")) {
        return { outcome: "lost", row: rowSaying(one.name, "It was not taken: it may be too large. Split it, or choose the right file.") };
      }
      const told = await answer.json();
      if (told.faults) return { faults: told.faults };
      const holder = document.createElement("template");
      holder.innerHTML = told.rows[0].row; // made by our own template, which escapes names and messages
      return { outcome: told.rows[0].outcome, row: holder.content.firstElementChild };
    }

    const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

    async function sendPatiently(one, choices) {
      let done = await sendOne(one, choices);
      for (let tries = 1; done.outcome === "later" && tries < TRIES && !isStopped; tries += 1) {
        tell(`The site is busy. ${one.name} is tried again in ${WAIT} seconds.`);
        await pause(WAIT);
        done = await sendOne(one, choices);
      }
      return done;
    }

    function addRow(row, one, choices) {
      const button = row.querySelector("[data-again]");
      if (button) {
        button.hidden = false;
        button.addEventListener("click", async () => {
          if (isBusy) return;
          await importAll([{ ...one, again: true }], choices, row);
        });
      }
      return row;
    }

    async function importAll(all, choices, inPlaceOf = null) {
      isBusy = true;
      isStopped = false;
      page("faults").replaceChildren();
      document.getElementById("results").hidden = false;
      document.querySelector(".results__hint")?.remove();
      progress.hidden = all.length < 2;
      bar.max = all.length;
      bar.value = 0;
      go.disabled = true;
      document.getElementById("results-name").focus(); // the button that was pressed is closed for now
      const outcomes = {};
      const unread = []; // what stays chosen: the site had no time for it, or it did not arrive
      let done = 0;
      for (const one of all) {
        if (isStopped) break;
        tell(`Importing ${done + 1} of ${all.length}: ${one.name}`);
        const answer = await sendPatiently(one, choices);
        if (answer.faults) {
          listed(answer.faults);
          isStopped = true;
          break;
        }
        const row = addRow(answer.row, one, choices);
        if (inPlaceOf) {
          inPlaceOf.replaceWith(row);
          row.querySelector("a")?.focus();
        } else rows.append(row);
        outcomes[answer.outcome] = (outcomes[answer.outcome] || 0) + 1;
        if (["later", "lost", "out"].includes(answer.outcome)) unread.push(one);
        done += 1;
        bar.value = done;
        if (answer.outcome === "out") break;
      }
      progress.hidden = true;
      go.disabled = false;
      isBusy = false;
      sayAll(done, all.length, outcomes);
      if (!inPlaceOf) {
        keepChosen([...unread, ...all.slice(done)]);
        showChosen();
      }
    }

    function sayAll(done, all, outcomes) {
      const said = [];
      if (outcomes.made) said.push(`${count(outcomes.made, "draft")} made`);
      if (outcomes.recognised) said.push(`${outcomes.recognised} here already`);
      const not = done - (outcomes.made || 0) - (outcomes.recognised || 0);
      if (not) said.push(`${not} not imported`);
      if (done < all && done) said.push(`${all - done} not tried`);
      tell(said.length ? `Done: ${said.join(", ")}.` : "");
    }

    form.addEventListener("submit", (event) => {
      const all = [...files.files].map((file) => ({ file, name: file.name }));
      if (words.value.trim()) all.push({ words: words.value, name: pasted });
      if (!all.length) return; // the answer says what is missing
      event.preventDefault();
      if (isBusy) return;
      const choices = [...new FormData(form)].filter(([name]) => !["files", "words"].includes(name));
      importAll(all, choices);
    });
    progress.querySelector("[data-cancel]").addEventListener("click", () => {
      isStopped = true;
      tell("Stopping after this one.");
    });
    files.addEventListener("change", showChosen);
    window.addEventListener("beforeunload", (event) => {
      if (isBusy) event.preventDefault();
    });

    const drop = page("drop");
    page("drop-words").hidden = false;
    const isOver = (event) => [...event.dataTransfer.types].includes("Files");
    drop.addEventListener("dragover", (event) => {
      if (!isOver(event)) return;
      event.preventDefault();
      drop.classList.add("drop--over");
    });
    drop.addEventListener("dragleave", () => drop.classList.remove("drop--over"));
    drop.addEventListener("drop", (event) => {
      if (!isOver(event)) return;
      event.preventDefault();
      drop.classList.remove("drop--over");
      files.files = event.dataTransfer.files;
      showChosen();
    });
  }

  function settling() {
    const ticked = document.querySelector("[data-ticked]");
    if (!ticked) return;
    const list = document.querySelector(".settling");
    const show = () => {
      const number = list.querySelectorAll("[name=lines]:checked").length;
      ticked.textContent = number ? `${number} ${number === 1 ? "line is" : "lines are"} ticked.` : "";
    };
    list.addEventListener("change", show);
    show();
  }

  if (form) importing();
  settling();
}
