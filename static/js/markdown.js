// A small toolbar for Markdown boxes. It never catches Tab, and every change goes through the
// browser's own editing, so that Ctrl+Z takes it back. Without script the box is a plain text area.
"use strict";
{
  const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

  /** The words a reader would count: links' addresses and footnote marks are not words. */
  function countWords(text) {
    const read = text.replace(/\]\([^)\s]*\)/g, "]").replace(/\[\^[^\]]*\]/g, "");
    return (read.match(WORD) || []).length;
  }

  /** Put text in place of from..to as if it had been typed, and select part of it. */
  function replace(box, from, to, text, selectFrom, selectTo) {
    box.focus();
    box.setSelectionRange(from, to);
    // Old, but the one way that keeps the undo history of a text area in every browser.
    if (!document.execCommand("insertText", false, text)) {
      box.setRangeText(text, from, to, "end");
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    box.setSelectionRange(selectFrom, selectTo);
  }

  function around(box, mark, placeholder) {
    const { selectionStart: from, selectionEnd: to, value } = box;
    const size = mark.length;
    const chosen = value.slice(from, to);
    if (chosen && value.slice(from - size, from) === mark && value.slice(to, to + size) === mark) {
      replace(box, from - size, to + size, chosen, from - size, to - size);
      return;
    }
    // Marks must touch the words: keep spaces at the ends of the selection outside.
    const words = chosen.trim() || placeholder;
    const [, before, after] = chosen.trim() ? chosen.match(/^(\s*)[^]*?(\s*)$/) : ["", "", ""];
    const start = from + before.length + size;
    replace(box, from, to, before + mark + words + mark + after, start, start + words.length);
  }

  function list(box, prefixOf) {
    const value = box.value;
    const from = value.lastIndexOf("\n", box.selectionStart - 1) + 1;
    const end = value.indexOf("\n", box.selectionEnd);
    const to = end === -1 ? value.length : end;
    const lines = value.slice(from, to).split("\n");
    const isList = lines.every((line) => /^\s*(?:[-*]|\d+[.)])\s/.test(line));
    const changed = lines
      .map((line, n) => (isList ? line.replace(/^\s*(?:[-*]|\d+[.)])\s+/, "") : prefixOf(n) + line))
      .join("\n");
    // A list needs an empty line before it, or it runs on from the paragraph above.
    const gap = !isList && from > 0 && value[from - 2] !== "\n" ? "\n" : "";
    const length = gap.length + changed.length;
    replace(box, from, to, gap + changed, from + length, from + length);
  }

  function link(box, address, words) {
    const { selectionStart: from, selectionEnd: to, value } = box;
    const text = value.slice(from, to).trim() || words || "words of the link";
    const target = address || "https://";
    const whole = `[${text}](${target})`;
    const at = from + text.length + 3;
    if (address) replace(box, from, to, whole, from + whole.length, from + whole.length);
    else replace(box, from, to, whole, at, at + target.length);
  }

  function resource(box) {
    const dialog = document.querySelector("dialog[data-resources]");
    if (!dialog) {
      link(box, "resource:", "");
      return;
    }
    const choice = dialog.querySelector("select");
    const [from, to] = [box.selectionStart, box.selectionEnd];
    dialog.returnValue = "";
    dialog.onclose = () => {
      box.focus();
      box.setSelectionRange(from, to);
      const chosen = choice.selectedOptions[0];
      if (dialog.returnValue === "insert" && chosen && chosen.value) {
        link(box, `resource:${chosen.value}`, chosen.dataset.title);
      }
    };
    dialog.showModal();
    choice.focus();
  }

  function footnote(box) {
    const asked = new CustomEvent("markdown:footnote", { bubbles: true, detail: { mark: "1" } });
    box.dispatchEvent(asked); // the writing screen gives the next free mark, and adds the note
    const mark = `[^${asked.detail.mark}]`;
    const at = box.selectionEnd;
    replace(box, at, at, mark, at + mark.length, at + mark.length);
    box.dispatchEvent(new CustomEvent("markdown:footnoted", { bubbles: true, detail: asked.detail }));
  }

  const TOOLS = {
    bold: (box) => around(box, "**", "bold words"),
    italic: (box) => around(box, "*", "words in italics"),
    bullets: (box) => list(box, () => "- "),
    numbers: (box) => list(box, (n) => `${n + 1}. `),
    link: (box) => link(box, "", ""),
    resource,
    footnote,
  };
  const KEYS = { b: "bold", i: "italic", k: "link" };

  function count(field) {
    const shown = field.querySelector("[data-count]");
    const words = countWords(field.querySelector("textarea").value);
    shown.textContent = words ? `${words} ${words === 1 ? "word" : "words"}` : "";
  }

  function grow(box) {
    box.rows = Math.min(24, Math.max(Number(box.dataset.rows), box.value.split("\n").length));
    if (CSS.supports("field-sizing", "content")) return; // the browser does it
    while (box.scrollHeight > box.clientHeight + 4 && box.rows < 24) box.rows += 1;
  }

  function start(field) {
    if (field.dataset.started) return;
    field.dataset.started = "yes";
    const box = field.querySelector("textarea");
    const tools = field.querySelector(".markdown-tools");
    const buttons = [...tools.querySelectorAll("button")];
    tools.hidden = false;
    box.dataset.rows = box.rows;

    box.addEventListener("input", () => {
      count(field);
      grow(box);
    });
    box.addEventListener("keydown", (event) => {
      const tool = KEYS[event.key.toLowerCase()];
      if (!tool || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      TOOLS[tool](box);
    });
    for (const button of buttons) {
      button.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps its selection
      button.addEventListener("click", () => TOOLS[button.dataset.tool](box));
    }
    // One stop for Tab; arrow keys move within.
    tools.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const here = buttons.indexOf(document.activeElement);
      const next = buttons[(here + step + buttons.length) % buttons.length];
      for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
      next.focus();
    });
    count(field);
    grow(box);
  }

  function startAll(within) {
    for (const field of within.querySelectorAll("[data-markdown]")) start(field);
  }

  startAll(document);
  document.addEventListener("formset:added", (event) => startAll(event.target));
}
