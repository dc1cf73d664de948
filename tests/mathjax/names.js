// Print what Anki's MathJax defines, one name a line, environments in braces: qt2anki/mathjax.txt.
const { packages, TeX } = require("./anki.js");
const { ConfigurationHandler } = require("mathjax-full/js/input/tex/Configuration.js");
const { MapHandler } = require("mathjax-full/js/input/tex/MapHandler.js");

new TeX({ packages }); // registers the maps
const names = new Set();
for (const name of packages) {
  const { handler } = ConfigurationHandler.get(name);
  for (const kind of ["macro", "environment", "delimiter"]) {
    for (const table of handler[kind] || []) {
      for (const key of MapHandler.getMap(table)?.map?.keys() || []) {
        if (kind === "environment") names.add(`{${key}}`);
        else if (kind === "macro") names.add(key);
        else if (key.startsWith("\\")) names.add(key.slice(1));
      }
    }
  }
}
console.log([...names].filter((name) => /^(\{[A-Za-z]+\*?\}|[A-Za-z]+|[^A-Za-z\s])$/.test(name)).sort().join("\n"));
