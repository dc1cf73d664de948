"use strict";

// What a release did to a subject: the questions are loaded when its line is opened.
(() => {
  const { element, load, root } = qt2anki;
  const WHAT = [["new", 1], ["corrected", 2], ["retired", 3], ["back again", 4]];

  async function open(line) {
    if (!line.open || line.querySelector("ul")) return;
    const { subject, release, version } = line.dataset;
    const box = element("ul");
    line.append(box);
    try {
      const { questions, releases } = await load(`subjects/${subject}/changes`, version);
      box.append(...(releases[release] ?? []).map((row) => item(subject, questions[row[0]], row)));
    } catch (error) {
      box.replaceChildren(element("li", {}, `The questions cannot be shown: ${error.message}.`));
    }
  }

  function item(subject, [text, homes], row) {
    const here = homes.some(([slug]) => slug === subject);
    const title = here ? element("a", { href: address(subject, row[0]) }, text) : element("span", {}, text);
    const done = WHAT.filter(([, at]) => row[at]).map(([what, at]) => `${row[at]} ${what}`);
    const line = element("li", {}, title, element("small", {}, done.join(", ")));
    if (row[5]) {
      const links = homes.map(([slug, label]) => element("a", { href: address(slug, row[0]) }, label));
      line.append(element("small", {}, "moved to ", ...links.flatMap((link, n) => (n ? [", ", link] : [link]))));
    }
    return line;
  }

  function address(slug, number) {
    return `${root}subjects/${slug}.html#question-${number}`;
  }

  for (const line of document.querySelectorAll("details[data-release]")) {
    line.addEventListener("toggle", () => open(line));
  }
})();
