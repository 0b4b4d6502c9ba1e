// Draws the page and takes the keys that are not those of one element.
function showCounts() {
  const stats = DATA.report.stats;
  const text = plural(stats.errors, "error") + ", " + plural(stats.warnings, "warning") + ", " + plural(stats.notes, "note");
  byId("counts").textContent = text + (DATA.report.baseline ? " (new)" : "");
  document.title = "jlockdep: " + text;
  byId("warnings").append(...DATA.warnings.map(line => el("p", {}, "Mind: " + line)));
}

function switchTheme(event) {
  const next = { system: "dark", dark: "light", light: "system" }[document.documentElement.dataset.theme || "system"];
  document.documentElement.dataset.theme = next;
  event.currentTarget.textContent = "Theme: " + next;
  drawMap();
}

document.addEventListener("keydown", event => {
  const field = ["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName);
  const text = byId("filter-text"), search = byId("graph-search");
  if (event.key === "/" && (!field || (event.target === text && text.value === ""))) {
    event.preventDefault();
    (event.target === text && search ? search : text).focus();
  } else if (event.key === "Escape" && event.target === search) {
    search.value = "";
    searchClasses();
  } else if (event.key === "Escape") {
    clearFilter();
  }
});

byId("theme").addEventListener("click", switchTheme);
showCounts();
findingFilters();
listFindings();
graphView();
graphMap();
lockTable();
syncTable();
blockingTables();
coverageView();
document.body.dataset.drawn = "yes";
