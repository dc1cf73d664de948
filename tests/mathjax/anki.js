// MathJax 3.2.2's TeX input as Anki 26.9 configures it (ts/mathjax/index.ts): every package but `textmacros`.
// `noerrors` and `noundefined` are left out too, as they hide what we look for; they define no names.
const { TeX } = require("mathjax-full/js/input/tex.js");
const { AllPackages } = require("mathjax-full/js/input/tex/AllPackages.js");

const packages = AllPackages.filter((name) => !["textmacros", "noerrors", "noundefined"].includes(name));

module.exports = { packages, TeX };
