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

    function choose(all) {
      const chosen = new DataTransfer();
      for (const file of all) chosen.items.add(file);
      files.files = chosen.files;
    }

    // A .zip becomes the documents in it, so that each has its own progress and result.
    async function chooseUnpacked(all) {
      const found = [];
      for (const file of all) found.push(...(/\.zip$/i.test(file.name) ? await unpacked(file) : [file]));
      choose(found);
      showChosen();
    }

    function keepChosen(left) {
      choose(left.filter((one) => one.file).map((one) => one.file));
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
      if (one.answer === "") data.set("is_new_review", "on");
      else if (one.answer) {
        data.set("source", "review");
        data.set("review", one.answer);
      }
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
      const answers = row.querySelector("[data-answers]");
      if (answers) {
        answers.hidden = false;
        row.querySelector("[data-without-script]").hidden = true;
        answers.addEventListener("click", async (event) => {
          const answer = event.target.closest("[data-answer]")?.dataset.answer;
          if (answer === undefined || isBusy) return;
          await importAll([{ ...one, answer }], choices, row);
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
      if (outcomes.asks) said.push(`${outcomes.asks} waiting for your answer`);
      const not = done - (outcomes.made || 0) - (outcomes.recognised || 0) - (outcomes.asks || 0);
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
    files.addEventListener("change", () => chooseUnpacked([...files.files]));
    const folder = page("folder-files");
    page("folder").hidden = false;
    folder.addEventListener("change", () => {
      const endings = files.accept.split(",");
      const isDocument = (file) => !file.name.startsWith(".") && endings.some((ending) => file.name.toLowerCase().endsWith(ending));
      chooseUnpacked([...files.files, ...[...folder.files].filter(isDocument)]);
      folder.value = "";
    });
    for (const words of form.querySelectorAll("[data-without-script]")) words.hidden = true;
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
      chooseUnpacked([...event.dataTransfer.files]);
    });
  }

  // The documents of a .zip as files; the .zip itself where it cannot be unpacked here: the site then says why.
  async function unpacked(file) {
    const MOST = 200; // documents
    const LARGEST = 25 * 1024 * 1024; // bytes of one
    try {
      const bytes = new DataView(await file.arrayBuffer());
      const found = [];
      for (const entry of entriesOf(bytes)) {
        const name = entry.path.split("/").pop();
        if (!name || /(^|\/)(\.|__MACOSX|~\$)/.test(entry.path)) continue;
        if (entry.isLocked || entry.size > LARGEST || found.length === MOST || ![0, 8].includes(entry.method)) return [file];
        let data = new Blob([bytes.buffer.slice(entry.start, entry.start + entry.packed)]).stream();
        if (entry.method === 8) data = data.pipeThrough(new DecompressionStream("deflate-raw"));
        found.push(new File([await new Response(data).blob()], name));
      }
      return found.length ? found : [file];
    } catch {
      return [file];
    }
  }

  // What the directory at the end of a .zip lists.
  function* entriesOf(bytes) {
    const SIGNED = { end: 0x06054b50, entry: 0x02014b50 };
    let at = bytes.byteLength - 22;
    while (bytes.getUint32(at, true) !== SIGNED.end) at -= 1; // throws at the beginning of the file: no .zip
    const count = bytes.getUint16(at + 10, true);
    let place = bytes.getUint32(at + 16, true);
    for (let number = 0; number < count && bytes.getUint32(place, true) === SIGNED.entry; number += 1) {
      const short = (offset) => bytes.getUint16(place + offset, true);
      const long = (offset) => bytes.getUint32(place + offset, true);
      const path = new TextDecoder().decode(new Uint8Array(bytes.buffer, place + 46, short(28)));
      const local = long(42);
      const start = local + 30 + bytes.getUint16(local + 26, true) + bytes.getUint16(local + 28, true);
      yield { path, method: short(10), isLocked: Boolean(short(8) & 1), packed: long(20), size: long(24), start };
      place += 46 + short(28) + short(30) + short(32);
    }
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
