"use strict";

// Narrow the list of subjects as you type.
(() => {
  const field = document.getElementById("search");
  const rows = [...document.querySelectorAll("tbody tr")];
  const names = rows.map((row) => row.dataset.name.toLowerCase());
  field.closest("form").hidden = false;
  field.closest("form").addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => {
    const typed = field.value.trim().toLowerCase();
    rows.forEach((row, at) => { row.hidden = !names[at].includes(typed); });
  });
})();
