// Read JSON lines {tex, display} on standard input; print for each one a JSON line {error}: null, or MathJax's words.
// Each formula is compiled alone, so that a \newcommand does not leak into the next one; `bussproofs` (prooftree)
// would need a renderer that measures boxes.
const readline = require("readline");
const { mathjax } = require("mathjax-full/js/mathjax.js");
const { liteAdaptor } = require("mathjax-full/js/adaptors/liteAdaptor.js");
const { RegisterHTMLHandler } = require("mathjax-full/js/handlers/html.js");
const { packages, TeX } = require("./anki.js");

RegisterHTMLHandler(liteAdaptor());

function compile(tex, display) {
  const input = new TeX({ packages: packages.filter((name) => name !== "bussproofs"), formatError: (_jax, error) => { throw error; } });
  mathjax.document("", { InputJax: input }).convert(tex, { display, end: 20 }); // STATE.COMPILED
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { tex, display } = JSON.parse(line);
  let error = null;
  try {
    compile(tex, display);
  } catch (problem) {
    error = problem.message || String(problem);
  }
  console.log(JSON.stringify({ error }));
});
