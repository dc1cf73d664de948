"use strict";

// Cards as Anki shows them: its template language as far as the note types use it, and its card in a shadow root, so
// that neither the page's style nor the card's touches the other.
qt2anki.cards = (() => {
  const TAG = /\{\{([#/]|cloze:)?([^{}]+)\}\}/g;
  const CLOZE = /\{\{c1::([^]*?)(?:::([^]*?))?\}\}/g;
  const OPEN_FORMULA = /\\[([](?:(?!\\[)\]])[^])*$/;
  const FORMULA = /(<pre\b[^]*?<\/pre>|<code\b[^]*?<\/code>)|\\\([^]*?\\\)|\\\[[^]*?\\\]/g;
  const NAMED = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" };
  const SCROLLING = "pre, .table, math[display=block]";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const shown = new Set();
  const sheets = new Map();

  function attribute(text) {
    const escape = (sign) => NAMED[sign] ?? `&#x${sign.charCodeAt(0).toString(16).toUpperCase()};`;
    return text.replace(/[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]/g, escape);
  }

  function cloze(text, answer) {
    return text.replace(CLOZE, (_all, deleted, hint, at) => {
      const visible = answer ? deleted : `[${hint || "..."}]`;
      if (OPEN_FORMULA.test(text.slice(0, at))) return visible;
      const hidden = answer ? "" : ` data-cloze="${attribute(deleted)}"`;
      return `<span class="cloze"${hidden} data-ordinal="1">${visible}</span>`;
    });
  }

  // Fill one side of a template; what stands in a field is never read as a tag.
  function fill(template, fields, answer) {
    const hidden = [];
    let out = "";
    let at = 0;
    for (const tag of template.matchAll(TAG)) {
      const [all, sigil, name] = tag;
      if (!hidden.length) out += template.slice(at, tag.index);
      at = tag.index + all.length;
      if (sigil === "#") {
        if (hidden.length || !fields[name]) hidden.push(name);
      } else if (sigil === "/") {
        hidden.pop();
      } else if (!hidden.length) {
        out += sigil ? cloze(fields[name] ?? "", answer) : fields[name] ?? "";
      }
    }
    return out + template.slice(at);
  }

  // Return front and back of one card; `piece` holds the strings and formulas, `note` is one of its rows.
  function render(types, piece, note, ordinal) {
    const [key, , indexes] = note;
    const type = types[key];
    const fields = {};
    type.fields.forEach((name, at) => { fields[name] = piece.strings[indexes[at] ?? 0]; });
    const [name, question, answer] = type.templates[ordinal];
    const front = fill(question, fields, false);
    const back = fill(answer, { ...fields, FrontSide: front }, true);
    return { name, front, back };
  }

  function typeset(html, formulas) {
    return html.replace(FORMULA, (all, code) => (code ? all : formulas[all] ?? all));
  }

  function sheet(type) {
    if (!sheets.has(type)) {
      const made = new CSSStyleSheet();
      made.replaceSync(type.css);
      sheets.set(type, made);
    }
    return sheets.get(type);
  }

  // Put one side of a card into `host`.
  function show(host, type, html) {
    const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet(type)];
    root.replaceChildren(fragment(`<div><div class="card card1">${html}</div></div>`));
    shown.add(host);
    light(host);
    for (const wide of root.querySelectorAll(SCROLLING)) {
      if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
    }
  }

  // Parse HTML. A picture from elsewhere becomes a link to it: looking asks no other machine for anything.
  function fragment(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    for (const picture of template.content.querySelectorAll("img[src]")) {
      const link = document.createElement("a");
      link.href = picture.getAttribute("src");
      link.textContent = picture.alt || link.href;
      picture.replaceWith(link);
    }
    return template.content;
  }

  function light(host) {
    for (const part of host.shadowRoot.querySelectorAll(":host > div, .card")) {
      part.classList.toggle("nightMode", dark.matches);
    }
  }

  dark.addEventListener("change", () => {
    for (const host of shown) host.isConnected ? light(host) : shown.delete(host);
  });

  return { render, typeset, fragment, show };
})();
