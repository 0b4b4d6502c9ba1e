// The list of findings with its filters. The inside of a finding is made when it is opened.
const PAGE = 100;
const filter = { severity: "", grade: "", category: "", lock: "", text: "" };
let limit = PAGE;

function findingFilters() {
  const all = DATA.report.findings;
  const choices = name => [...new Set(all.map(finding => finding[name]))];
  const choose = name => el("label", {}, name[0].toUpperCase() + name.slice(1),
    el("select", { id: "filter-" + name, onchange: event => narrow(name, event.target.value) },
      el("option", { value: "" }, "all"),
      ...choices(name).map(value => el("option", { value },
        value + " (" + all.filter(finding => finding[name] === value).length + ")"))));
  const locks = [...new Set(all.flatMap(finding => finding.locks))].sort();
  byId("filters").append(choose("severity"), choose("grade"), choose("category"),
    el("label", {}, "Lock class", el("select", { id: "filter-lock", onchange: event => narrow("lock", event.target.value) },
      el("option", { value: "" }, "all"), ...locks.map(name => el("option", { value: name }, shortened(name, 60))))),
    el("label", {}, "Text", el("input", { id: "filter-text", type: "search", oninput: event => narrow("text", event.target.value) })),
    el("button", { type: "button", id: "clear", onclick: clearFilter }, "All findings"));
}

function narrow(name, value) {
  filter[name] = value;
  limit = PAGE;
  listFindings();
}

function clearFilter() {
  for (const name of Object.keys(filter)) {
    filter[name] = "";
    byId("filter-" + name).value = "";
  }
  limit = PAGE;
  listFindings();
}

function isShown(finding) {
  const text = filter.text.toLowerCase();
  return (!filter.severity || finding.severity === filter.severity)
    && (!filter.grade || finding.grade === filter.grade)
    && (!filter.category || finding.category === filter.category)
    && (!filter.lock || finding.locks.includes(filter.lock))
    && (!text || [finding.title, finding.fingerprint, ...finding.threads, ...finding.locks].some(each => each.toLowerCase().includes(text)));
}

function listFindings() {
  const all = DATA.report.findings;
  const shown = all.map((finding, index) => index).filter(index => isShown(all[index]));
  byId("shown").textContent = all.length === 0 ? "Nothing was found. Not observed is not proven: only what this run did could be judged."
    : shown.length + " of " + plural(all.length, "finding");
  const list = byId("finding-list");
  list.replaceChildren(...shown.slice(0, limit).map(index => findingFold(index)));
  if (shown.length > limit) {
    list.append(el("button", { type: "button", onclick: () => { limit += PAGE; listFindings(); } },
      "Show " + Math.min(PAGE, shown.length - limit) + " more"));
  }
  if (list.firstElementChild && list.firstElementChild.tagName === "DETAILS") list.firstElementChild.open = true;
}

function findingFold(index) {
  const finding = DATA.report.findings[index];
  const inside = el("div", {});
  const fold = el("details", { class: "finding " + finding.severity, id: "finding-" + index,
    ontoggle: () => { if (fold.open && !inside.firstChild) inside.append(...findingParts(index)); } },
    el("summary", { onkeydown: event => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        step(byId("finding-list"), "summary", event.currentTarget, event.key === "ArrowDown" ? 1 : -1);
      }
    } }, el("span", { class: "word" }, finding.severity), " " + finding.title + " ",
      el("span", { class: "small" }, "(" + finding.category + ", " + finding.grade + ")")), inside);
  return fold;
}

function findingParts(index) {
  const finding = DATA.report.findings[index], more = DATA.findings[index];
  const parts = [verdict(finding, more)];
  const columns = finding.edges.map((edge, i) => edgeColumn(edge, more.edges[i]));
  if (finding.sync) columns.push(syncColumn(finding.sync));
  for (const each of finding.occurrences || []) columns.push(occurrenceColumn(each));
  for (const each of finding.places || []) columns.push(placeColumn(each));
  if (more.cycle) {
    const select = chosen => {
      columns.forEach((column, i) => column.classList.toggle("selected", i === chosen));
      picture.querySelectorAll(".edge").forEach((arrow, i) => arrow.classList.toggle("selected", i === chosen));
      columns[chosen].scrollIntoView({ block: "nearest", inline: "nearest" });
    };
    const picture = cyclePicture(index, more.edges, select);
    parts.push(el("h3", {}, "Cycle"), picture,
      el("h3", {}, finding.severity === "error" ? "How it hangs" : "How it would hang"), timeline(more.threads, more.steps));
  }
  parts.push(el("h3", {}, "Stacks"), el("div", { class: "stacks" }, ...columns));
  const locks = finding.locks.filter(name => classNumber.has(name));
  if (locks.length) {
    parts.push(el("p", { class: "row" }, "In the graph:", ...locks.map(name => el("button", { type: "button",
      onclick: () => { focusClass(classNumber.get(name)); byId("graph").scrollIntoView(); byId("graph-search").focus(); } }, shortened(name, 60)))));
  }
  return parts;
}

function verdict(finding, more) {
  const remark = ((DATA.report.baseline || {}).remarks || {})[finding.fingerprint];
  const lines = [["How sure", finding.grade + ": " + more.meaning], ["Kept lower by", finding.downgrades.join(", ")],
    ["Why not higher", finding.whyNotHigher], ["Breaks", finding.contracts.join(", ")], ["What next", finding.nextStep],
    ["Reported again", remark], ["Witness", finding.witness && plural(finding.witness.events, "event") + " in another order end in the hang"],
    ["Blame", finding.blame && finding.blame.calls && blameText(finding.blame)],
    ["Seen", plural(finding.witnesses, "time") + ", fingerprint " + finding.fingerprint]];
  return el("table", {}, el("tbody", {}, ...lines.filter(([, text]) => text).map(([name, text]) =>
    el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, text)))));
}

function stackText(stack, site) {
  return el("pre", {}, (stack.length ? stack : [site]).map(frame => "at " + frame).join("\n"));
}

function edgeColumn(edge, more) {
  return el("div", {}, el("div", { class: "word" }, more.thread), el("div", {}, more.took + ":"), stackText(edge.fromStack, edge.fromSite),
    edge.fromStackExact ? null : el("div", { class: "small" }, "(stack of an earlier acquisition at this place)"),
    el("div", {}, more.asks + ":"), stackText(edge.toStack, edge.toSite),
    edge.operations.length ? el("div", { class: "small" }, "inside " + edge.operations.join(" > ")) : null);
}

function syncColumn(sync) {
  return el("div", {}, el("div", { class: "word" }, sync.kind + " " + sync.path), stackText(sync.stack, sync.site),
    el("div", {}, plural(sync.count, "time") + ", " + millis(sync.totalNanos) + " in all, longest " + millis(sync.maxNanos)),
    el("div", {}, "while holding " + sync.held.join(", ")));
}

function placeColumn(each) {
  return el("div", {}, el("div", { class: "word" }, each.thread + " " + each.what), stackText(each.stack, each.site),
    each.held.length ? el("div", {}, "holding " + each.held.join(", ")) : null);
}

function blameText(blame) {
  return "others waited for at least " + millis(blame.atLeastNanos) + ", at most " + millis(blame.atMostNanos) + "; "
    + plural(blame.mostThreads, "thread") + " at once" + (blame.unknownCalls ? "; not known of " + plural(blame.unknownCalls, "call") : "");
}

function occurrenceColumn(each) {
  return el("div", {}, el("div", { class: "word" }, each.thread + ": " + each.event + "(" + each.values.join(", ") + ")"),
    stackText(each.stack, each.site), each.held.length ? el("div", {}, "holding " + each.held.join(", ")) : null);
}
