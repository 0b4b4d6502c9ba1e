// The graph of lock classes: a search, and the neighbourhood of one class. The whole is in map.js, as dots.
const MOST_NODES = 60, MOST_FOUND = 50;
const CLASSES = DATA.graph.classes;
const classNumber = new Map(CLASSES.map((each, i) => [each.name, i]));
const edgesOut = CLASSES.map(() => []), edgesIn = CLASSES.map(() => []);
for (const edge of DATA.graph.edges) {
  edgesOut[edge[0]].push(edge);
  edgesIn[edge[1]].push(edge);
}
let focused = -1, hops = 1;

function graphView() {
  if (CLASSES.length === 0) {
    byId("graph-view").append(el("p", {}, "No lock was taken."));
    return;
  }
  byId("graph-view").append(el("p", {}, plural(CLASSES.length, "class").replace("classs", "classes") + ", " + plural(DATA.graph.edges.length, "edge")),
    el("div", { class: "row" },
      el("label", {}, "Search for a class", el("input", { id: "graph-search", type: "search", oninput: searchClasses,
        onkeydown: event => {
          const first = byId("graph-found").querySelector("button");
          if ((event.key === "Enter" || event.key === "ArrowDown") && first) {
            event.preventDefault();
            if (event.key === "Enter") first.click(); else first.focus();
          }
        } })),
      el("label", {}, "Steps around it", el("select", { id: "graph-hops", onchange: event => { hops = Number(event.target.value); drawFocus(); } },
        ...[1, 2, 3, 4].map(n => el("option", { value: n }, String(n)))))),
    el("div", { id: "graph-found" }), el("div", { id: "graph-focus" }));
  searchClasses();
  const finding = DATA.report.findings.find(each => each.locks.some(name => classNumber.has(name)));
  focusClass(finding ? classNumber.get(finding.locks.find(name => classNumber.has(name))) : busiest()[0]);
}

function degree(i) {
  return edgesOut[i].length + edgesIn[i].length;
}

function busiest() {
  return CLASSES.map((each, i) => i).sort((a, b) => degree(b) - degree(a) || a - b);
}

function searchClasses() {
  const text = byId("graph-search").value.toLowerCase();
  const found = busiest().filter(i => CLASSES[i].name.toLowerCase().includes(text));
  const list = el("div", { class: "row" }, ...found.slice(0, text ? MOST_FOUND : 12).map(i => el("button", { type: "button",
    onclick: () => focusClass(i), onkeydown: event => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        step(list, "button", event.currentTarget, event.key === "ArrowDown" ? 1 : -1);
      }
    } }, shortened(CLASSES[i].short, 60) + " (" + degree(i) + ")")));
  byId("graph-found").replaceChildren(el("p", { "aria-live": "polite", class: "small" },
    text ? plural(found.length, "class").replace("classs", "classes") + " with this in the name" : "Those with the most edges:"), list);
}

function focusClass(i) {
  focused = i;
  drawFocus();
  drawMap();
}

// Breadth first: what is asked for under the class goes to the right, what it is asked for under to the left.
function neighbourhood(start) {
  const column = new Map([[start, 0]]);
  let ring = [start], left = 0;
  for (let hop = 0; hop < hops; hop++) {
    const next = [];
    for (const i of ring) {
      const around = [...edgesOut[i].map(edge => [edge[1], 1, edge]), ...edgesIn[i].map(edge => [edge[0], -1, edge])];
      around.sort((a, b) => (b[2][3] >= 0) - (a[2][3] >= 0) || b[2][2] - a[2][2]);
      for (const [other, by] of around) {
        if (column.has(other)) continue;
        if (column.size >= MOST_NODES) { left++; continue; }
        column.set(other, column.get(i) + by);
        next.push(other);
      }
    }
    ring = next;
  }
  return { column, left };
}

function drawFocus() {
  const { column, left } = neighbourhood(focused);
  const columns = new Map();
  for (const [i, c] of column) columns.set(c, [...(columns.get(c) || []), i]);
  const order = [...columns.keys()].sort((a, b) => a - b);
  const tallest = Math.max(...[...columns.values()].map(each => each.length));
  const width = Math.max(order.length, 2) * 290, height = Math.max(tallest * 44, 120) + 40;
  const at = new Map();
  order.forEach((c, x) => columns.get(c).forEach((i, y) =>
    at.set(i, { x: 145 + x * 290, y: 20 + (height - 40) * (y + 0.5) / columns.get(c).length })));
  const picture = svg("svg", { viewBox: "0 0 " + width + " " + height, width, height, role: "group",
    "aria-label": "Around " + CLASSES[focused].name }, arrowHead("graph-head"));
  let drawn = 0;
  for (const i of column.keys()) {
    for (const edge of edgesOut[i]) {
      if (column.has(edge[1])) {
        picture.append(graphArrow(at.get(i), at.get(edge[1]), edge));
        drawn++;
      }
    }
  }
  for (const i of column.keys()) {
    const node = box(CLASSES[i].short, at.get(i).x, at.get(i).y, i === focused ? "focus" : "");
    picture.append(pressable(node, CLASSES[i].name, () => { focusClass(i); byId("graph-focus").querySelector(".focus").focus(); }));
  }
  const use = CLASSES[focused];
  byId("graph-focus").replaceChildren(
    el("h3", {}, use.name), el("p", { class: "small" }, use.kind + "; in the recording " + use.exclusive + " exclusive, " + use.shared + " shared, "
      + use.tried + " tried; picture: " + column.size + " classes, " + plural(drawn, "edge") + (left ? ", not drawn: neighbours behind " + plural(left, "edge") : "")),
    el("div", { class: "wide" }, picture), edgeTable());
}

// From side to side; an arrow back to the left runs below, one within a column to the right of it.
function graphArrow(from, to, edge) {
  const start = halfBox(CLASSES[edge[0]].short), end = halfBox(CLASSES[edge[1]].short);
  let path;
  if (edge[0] === edge[1]) {
    path = line(from.x - 20, from.y - 14, from.x - 40, from.y - 50, from.x + 40, from.y - 50, from.x + 20, from.y - 14);
  } else if (to.x === from.x) {
    path = line(from.x + start, from.y, from.x + start + 60, from.y, to.x + end + 60, to.y, to.x + end, to.y);
  } else {
    const right = to.x > from.x, by = right ? 1 : -1, low = right ? 0 : 7, mid = (from.x + to.x) / 2, sag = right ? 0 : 26;
    path = line(from.x + by * start, from.y + low, mid, from.y + sag, mid, to.y + sag, to.x - by * end, to.y + low);
  }
  return svg("g", { class: "edge" + (edge[3] >= 0 ? " bad" : "") }, svg("path", { d: path, "marker-end": "url(#graph-head)" }));
}

function line(x1, y1, ax, ay, bx, by, x2, y2) {
  return "M" + x1 + " " + y1 + " C" + [ax, ay, bx, by, x2, y2].join(" ");
}

function edgeTable() {
  const row = (edge, way, other) => [way, CLASSES[other].name, edge[2], edge[3] >= 0 ? DATA.report.findings[edge[3]].title : ""];
  const rows = [...edgesOut[focused].map(edge => row(edge, "holds it, asks for", edge[1])),
    ...edgesIn[focused].map(edge => row(edge, "asked for under", edge[0]))];
  return sortableTable("Edges of this class", ["Direction", "Other class", "Seen", "Finding"], rows, [2], 40);
}
