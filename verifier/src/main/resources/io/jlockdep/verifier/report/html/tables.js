// Tables whose head cells sort them; long ones show a part and grow on demand.
function sortableTable(caption, heads, rows, numbers, most, show) {
  let sorted = rows, by = -1, up = false, shown = most;
  const body = el("tbody", {});
  const cells = heads.map((head, i) => el("th", { scope: "col" }, el("button", { type: "button", onclick: () => sort(i) }, head)));
  const more = el("button", { type: "button", onclick: () => { shown += most; draw(); } });
  function sort(i) {
    up = by === i ? !up : !numbers.includes(i);
    by = i;
    const order = (a, b) => typeof a === "number" ? a - b : String(a).localeCompare(String(b));
    sorted = [...rows].sort((a, b) => (up ? 1 : -1) * order(a[i], b[i]));
    cells.forEach((cell, at) => cell.setAttribute("aria-sort", at === i ? (up ? "ascending" : "descending") : "none"));
    draw();
  }
  function draw() {
    body.replaceChildren(...sorted.slice(0, shown).map(row => el("tr", {}, ...row.map((value, i) =>
      el("td", numbers.includes(i) ? { class: "number" } : {}, show && show[i] ? show[i](value) : String(value))))));
    more.textContent = "Show more of " + rows.length;
    more.hidden = shown >= rows.length;
  }
  draw();
  return el("div", { class: "wide" }, rows.length === 0 ? el("p", {}, caption + ": none in this recording.")
    : el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, ...cells)), body), more);
}

function syncTable() {
  byId("sync-table").append(sortableTable("fsync, force and their like", ["Kind", "Place", "File", "Count", "Total", "Longest", "Bytes", "Locks held"],
    DATA.syncs.map(row => [row.kind, row.site, row.path, row.count, row.totalNanos, row.maxNanos, row.bytes, row.held.join(", ")]),
    [3, 4, 5, 6], 50, { 4: millis, 5: millis }));
}

function blockingTables() {
  byId("blocking-table").append(sortableTable("Calls that block (counts are those of the last event of each thread and place)",
    ["Kind", "Method", "Place", "Count", "Total", "Longest", "Locks held"],
    DATA.blocking.map(row => [row.kind, row.what, row.site, row.count, row.totalNanos, row.maxNanos, row.held.join(", ")]),
    [3, 4, 5], 50, { 4: millis, 5: millis }));
  byId("wait-table").append(sortableTable("Waits for events", ["With", "Event", "Place", "Count", "Locks held"],
    DATA.waits.map(row => [row.kind, row.what, row.site, row.count, row.held.join(", ")]), [3], 50));
}

function coverageView() {
  const coverage = DATA.report.coverage, stats = DATA.report.stats;
  const figures = [["Classes woven", coverage.classesWoven + " of " + coverage.classesSeen], ["Places in woven code", coverage.sites],
    ["Lock classes", stats.lockClasses], ["Lock objects", stats.lockInstances], ["Threads", stats.threads], ["Pairs of classes nested", stats.dependencies],
    ["Contracts", stats.contracts], ["Trace events", stats.events], ["Events lost while recording", coverage.eventsLost]];
  const recordings = DATA.report.recordings.map(each => [each.path, each.complete ? "whole" : "IN PART: " + each.problems.join("; "), each.events,
    each.level, each.jvm, each.end, each.command]);
  byId("coverage-view").append(el("p", {}, "Not observed is not proven: what did not run could not be judged."),
    el("table", {}, el("tbody", {}, ...figures.map(([name, value]) => el("tr", {}, el("th", { scope: "row" }, name), el("td", { class: "number" }, String(value)))))),
    sortableTable("Recordings", ["File", "Read", "Events", "Level", "JVM", "End", "Command"], recordings, [2], 50),
    sortableTable("Classes that could not be woven, wholly or in part: locks there were not seen", ["Class", "Reason"],
      coverage.classesSkipped.map(each => [each.class, each.reason]), [], 50),
    ...DATA.baseline.map(line => el("p", {}, line)));
}
