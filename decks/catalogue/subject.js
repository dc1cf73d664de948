"use strict";

// The questions of a subject: search as you type, filter by keyword, open to the cards.
(() => {
  const { element, count, load, given } = qt2anki;
  const STEP = 50;
  const CHIPS = 12;
  const page = document.body.dataset;
  const base = `subjects/${page.slug}`;
  const { versions, rows } = given.get(`${base}/questions`);
  const types = given.get("note types");
  const [search, chips, filters, status, list, more] =
    ["search", "keywords", "filters", "count", "list", "more"].map((id) => document.getElementById(id));

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[-\s]+/g, " ");
  const texts = rows.map((row) => plain(row[1]));
  const chosen = new Set();
  let keywords = null;
  let matches = [];
  let drawn = 0;

  async function readKeywords() {
    if (keywords) return;
    const { names, rows: sets } = await load(`${base}/keywords`, page.keywords);
    keywords = { names, plain: names.map(plain), sets: sets.map((each) => new Set(each)) };
    update();
  }

  function update() {
    const words = plain(search.value).trim().split(" ").filter(Boolean);
    const wanted = keywords ? [...chosen].map((name) => keywords.names.indexOf(name)) : [];
    matches = [];
    for (let at = 0; at < rows.length; at += 1) {
      const fits = words.every((word) => texts[at].includes(word)) && wanted.every((n) => keywords.sets[at].has(n));
      if (fits) matches.push(at);
    }
    status.textContent = matches.length === rows.length
      ? count(rows.length, "question")
      : `${count(matches.length, "question")} of ${rows.length.toLocaleString("en")}`;
    list.replaceChildren();
    drawn = 0;
    drawMore();
    drawChips(words);
  }

  function drawMore() {
    const next = matches.slice(drawn, drawn + STEP);
    list.append(...next.map(question));
    drawn += next.length;
    more.hidden = drawn >= matches.length;
    more.textContent = `Show ${Math.min(STEP, matches.length - drawn)} more`;
  }

  function question(at) {
    const [number, text, , cards, html] = rows[at];
    const button = element("button", { type: "button", "aria-expanded": "false" }, text);
    if (html) button.replaceChildren(qt2anki.cards.fragment(html));
    const item = element("li", { id: `question-${number}` }, button, element("small", {}, count(cards, "card")));
    button.addEventListener("click", () => toggle(item, button, at));
    return item;
  }

  async function toggle(item, button, at) {
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    item.querySelector(".cards")?.remove();
    if (open) return;
    const box = element("div", { class: "cards" }, element("p", {}, "Loading the cards…"));
    item.append(box);
    const [number, , piece] = rows[at];
    try {
      const content = await load(`${base}/cards-${piece}`, versions[piece]);
      const sides = content.questions[number].flatMap((note) => note[1].map((ordinal) => [note, ordinal]));
      box.replaceChildren(...sides.map(() => element("article", { class: "flashcard" })));
      sides.forEach(([note, ordinal], n) => fillCard(box.children[n], content, note, ordinal, n + 1, sides.length));
    } catch (error) {
      box.replaceChildren(element("p", { role: "alert" }, `The cards cannot be shown: ${error.message}.`));
    }
  }

  function fillCard(article, content, note, ordinal, number, total) {
    const card = qt2anki.cards.render(types, content, note, ordinal);
    const title = `${card.name}: card ${number} of ${total}`;
    const host = element("div", { class: "face" });
    const flip = element("button", { type: "button", class: "flip" });
    article.setAttribute("aria-label", title);
    article.append(element("header", {}, title), element("div", { "aria-live": "polite" }, host), flip);
    const turn = (answer) => {
      qt2anki.cards.show(host, types[note[0]], qt2anki.cards.typeset(answer ? card.back : card.front, content.formulas));
      flip.textContent = answer ? "Show the question" : "Show the answer";
      flip.onclick = () => turn(!answer);
    };
    turn(false);
  }

  // Offer the most frequent keywords with all that was typed, then those with its last word.
  function drawChips(words) {
    if (!keywords) return;
    const fitting = new Set();
    for (const part of new Set([words.join(" "), words.at(-1) ?? ""])) {
      for (let at = 0; at < keywords.names.length && fitting.size < CHIPS; at += 1) {
        if (keywords.plain[at].includes(part) && !chosen.has(keywords.names[at])) fitting.add(keywords.names[at]);
      }
    }
    const chip = (name) => element("button", { type: "button", "data-keyword": name }, name);
    chips.replaceChildren(...[...fitting].map(chip));
  }

  async function choose(name, wanted) {
    await readKeywords();
    if (wanted) chosen.add(name);
    else chosen.delete(name);
    search.value = "";
    drawFilters();
    update();
    (filters.querySelector("button") ?? search).focus();
  }

  function drawFilters() {
    const names = [...chosen];
    const lines = names.map((name) => filterLine(name, [name]));
    if (names.length > 1) lines.push(filterLine("", names));
    filters.replaceChildren(...lines);
    document.getElementById("study").hidden = !names.length;
  }

  function filterLine(name, names) {
    const label = name || "all of these";
    const field = element("input", { readonly: "", value: ankiSearch(names), "aria-label": `Anki search for ${label}` });
    const copy = element("button", { type: "button", class: "copy" }, "Copy Anki search");
    copy.addEventListener("click", () => copyText(field, copy));
    const line = element("div", { class: "filter" });
    if (name) {
      const remove = element("button", { type: "button", class: "chosen", "aria-label": `Remove the filter ${name}` }, `${name} ×`);
      remove.addEventListener("click", () => choose(name, false));
      line.append(remove);
    } else {
      line.append(element("span", { class: "chosen" }, label));
    }
    line.append(field, copy);
    return line;
  }

  // Anki's search language: in quotes, with its wildcards and quotes escaped (docs.ankiweb.net/searching.html).
  function ankiSearch(names) {
    const tags = [`subject::${page.slug}`, ...names.map((name) => `keyword::${name}`)];
    return tags.map((tag) => `"tag:quicktakes::${tag.replace(/[\\"*_]/g, "\\$&")}"`).join(" ");
  }

  async function copyText(field, button) {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy");
    }
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy Anki search"; }, 2000);
  }

  // `#question-12` opens that question, wherever it stands in the list.
  function openLinked() {
    const number = Number(location.hash.match(/^#question-(\d+)$/)?.[1]);
    const at = rows.findIndex((row) => row[0] === number);
    if (at < 0) return;
    matches = [at, ...matches.filter((other) => other !== at)];
    list.replaceChildren();
    drawn = 0;
    drawMore();
    list.querySelector("button").click();
    list.querySelector("button").focus();
    list.scrollIntoView();
  }

  search.addEventListener("focus", readKeywords, { once: true });
  search.addEventListener("input", update);
  chips.addEventListener("click", (event) => {
    const name = event.target.dataset.keyword;
    if (name !== undefined) choose(name, true);
  });
  more.addEventListener("click", () => {
    const first = drawn;
    drawMore();
    list.children[first]?.querySelector("button").focus();
  });
  addEventListener("hashchange", openLinked);
  update();
  openLinked();
})();
