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
  byId("sync-table").append(sortableTable("fsync, force and their like", ["Kind", "Place", "File", "Count", "Total", "Longest", "Bytes", "Waiting it caused, at least", "Locks held"],
    DATA.syncs.map(row => [row.kind, row.site, row.path, row.count, row.totalNanos, row.maxNanos, row.bytes, row.blamedNanos, row.held.join(", ")]),
    [3, 4, 5, 6, 7], 50, { 4: millis, 5: millis, 7: nanos => nanos < 0 ? "not known" : millis(nanos) }));
}

// In the unit that fits.
function duration(nanos) {
  const unit = [[1e9, "s"], [1e6, "ms"], [1e3, "\u00b5s"]].find(([size]) => nanos >= size);
  return unit ? (nanos / unit[0]).toFixed(1) + " " + unit[1] : nanos + " ns";
}

function shortFrame(frame) {
  return frame.replace(/^.*?([^.]+\.[^.(]+)\(.*$/, "$1");
}

// The greatest of those who waited, or because of whom.
function topParty(parties) {
  const top = parties[0];
  return !top ? "" : (top.who === "stack" ? top.stack.length ? shortFrame(top.stack[0]) : "others" : "(" + top.who + ")") + ", " + duration(top.totalNanos);
}

function lockTable() {
  const rows = DATA.report.contention;
  if (!rows) {
    byId("lock-table").append(el("p", {}, "Not measured: record with contention=on."));
    return;
  }
  const heads = ["Lock class", "Mode", "Contentions", "Acquisitions", "Wait min", "Wait avg", "Wait p99", "Wait max", "Wait total",
    "Hold min", "Hold avg", "Hold p99", "Hold max", "Hold total", "Top waiter", "Top holder"];
  const times = ["minNanos", "avgNanos", "p99Nanos", "maxNanos", "totalNanos"];
  const show = Object.fromEntries([4, 5, 6, 7, 8, 9, 10, 11, 12, 13].map(i => [i, duration]));
  byId("lock-table").append(sortableTable("Waiting for locks and holding them; p99 is up to 25 % too large", heads,
    rows.map(row => [row.name, row.mode, row.wait.count, row.acquisitions, ...times.map(time => row.wait[time]), ...times.map(time => row.hold[time]),
      topParty(row.waiters), topParty(row.holders)]),
    [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], 50, show));
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
