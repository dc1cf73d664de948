"use strict";

// Scripts with data call `qt2anki.give(name, value)`: pages opened from disk may load scripts, but fetch nothing.
const qt2anki = (() => {
  const root = document.body.dataset.root;
  const given = new Map();
  const asked = new Map();

  function give(name, value) {
    given.set(name, value);
  }

  // Load the script `name` once, and return what it gives.
  function load(name, version) {
    if (given.has(name)) return Promise.resolve(given.get(name));
    if (!asked.has(name)) {
      asked.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `${root}${name}.js?v=${version}`;
        script.onload = () => resolve(given.get(name));
        script.onerror = () => {
          asked.delete(name);
          reject(new Error(`${name}.js cannot be read`));
        };
        document.head.append(script);
      }));
    }
    return asked.get(name);
  }

  // Return a new element; text is set as text, so that nothing in it is ever read as HTML.
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  function count(number, noun) {
    return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
  }

  return { root, give, given, load, element, count };
})();
