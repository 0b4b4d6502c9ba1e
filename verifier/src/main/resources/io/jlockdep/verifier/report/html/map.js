// All edges at once, as dots: rows are what is held, columns what is asked for, both in one order of the classes.
const MAP_SIZE = 560;
const ORDER = orderOfClasses();
const AGAINST = DATA.graph.edges.filter(edge => ORDER[edge[0]] > ORDER[edge[1]]);
const dots = new Map();

// Depth first, the last ended comes first: then only edges that close a circle run from a later class to an earlier one.
function orderOfClasses() {
  const seen = CLASSES.map(() => false), ended = [];
  const starts = CLASSES.map((each, i) => i).sort((a, b) => edgesIn[a].length - edgesIn[b].length || a - b);
  for (const start of starts.reverse()) {
    if (seen[start]) continue;
    seen[start] = true;
    const path = [[start, 0]];
    while (path.length) {
      const top = path[path.length - 1], edge = edgesOut[top[0]][top[1]++];
      if (!edge) {
        ended.push(path.pop()[0]);
      } else if (!seen[edge[1]]) {
        seen[edge[1]] = true;
        path.push([edge[1], 0]);
      }
    }
  }
  const order = [];
  ended.reverse().forEach((i, at) => { order[i] = at; });
  return order;
}

function graphMap() {
  if (DATA.graph.edges.length === 0) return;
  const canvas = el("canvas", { id: "graph-map", role: "img", "aria-label": "All " + plural(DATA.graph.edges.length, "edge") + "; "
    + AGAINST.length + " against the order, listed below", onmousemove: event => tellDot(dotAt(event)), onclick: event => {
      const edge = dotAt(event);
      if (edge) { focusClass(edge[0]); byId("graph-focus").scrollIntoView({ block: "nearest" }); }
    } });
  byId("map-view").append(el("h3", {}, "All of them at once"),
    el("p", {}, "A dot is an edge: its row is what was held, its column what was asked for. Rows and columns have one order: where no circle closes, every dot is above the diagonal."),
    el("p", { class: "row small" }, el("span", { id: "map-plain" }, "\u25a0 in order"), el("span", { id: "map-against" }, "\u25a0 against the order"),
      el("span", { id: "map-finding" }, "\u25a0 part of a finding")),
    canvas, el("p", { id: "map-at", class: "small" }),
    AGAINST.length ? sortableTable("Edges against the order", ["Held", "Asked for", "Seen", "Finding"],
      AGAINST.map(edge => [CLASSES[edge[0]].name, CLASSES[edge[1]].name, edge[2], edge[3] >= 0 ? DATA.report.findings[edge[3]].title : ""]), [2], 10)
      : el("p", {}, "No edge runs against the order: no circle of lock classes."));
  tellDot(null);
  drawMap();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawMap);
}

function tellDot(edge) {
  byId("map-at").textContent = edge ? CLASSES[edge[0]].name + " \u2192 " + CLASSES[edge[1]].name + ", seen " + plural(edge[2], "time")
    + (edge[3] >= 0 ? ": " + DATA.report.findings[edge[3]].title : "") : "Point at a dot to see its classes; click to look at them above.";
}

// The corner of an edge's dot, in pixels of the picture.
function dotCorner(edge) {
  const step = MAP_SIZE / CLASSES.length;
  return { x: ORDER[edge[1]] * step, y: ORDER[edge[0]] * step, side: Math.max(step, 2) };
}

function drawMap() {
  const canvas = byId("graph-map");
  if (!canvas) return;
  const sharp = window.devicePixelRatio || 1;
  canvas.width = canvas.height = Math.round(MAP_SIZE * sharp);
  const pen = canvas.getContext("2d"), ink = id => getComputedStyle(byId(id)).color;
  const inks = [ink("map-plain"), ink("map-against"), ink("map-finding")];
  const kind = edge => edge[3] >= 0 ? 2 : ORDER[edge[0]] > ORDER[edge[1]] ? 1 : 0;
  pen.scale(sharp, sharp);
  pen.strokeStyle = inks[0];
  pen.lineWidth = 0.5;
  pen.strokeRect(0, 0, MAP_SIZE, MAP_SIZE);
  pen.beginPath();
  pen.moveTo(0, 0);
  pen.lineTo(MAP_SIZE, MAP_SIZE);
  pen.stroke();
  dots.clear();
  for (const now of [0, 1, 2]) {
    pen.fillStyle = inks[now];
    for (const edge of DATA.graph.edges) {
      if (kind(edge) !== now) continue;
      const at = dotCorner(edge);
      pen.fillRect(at.x, at.y, at.side, at.side);
      dots.set(dotKey(at.x + at.side / 2, at.y + at.side / 2), edge);
    }
  }
  if (focused >= 0) {
    const at = (ORDER[focused] + 0.5) * MAP_SIZE / CLASSES.length;
    pen.strokeStyle = inks[0];
    pen.strokeRect(0, at, MAP_SIZE, 0);
    pen.strokeRect(at, 0, 0, MAP_SIZE);
  }
}

function dotKey(x, y) {
  return Math.floor(y) * MAP_SIZE + Math.floor(x);
}

// The dot under the pointer, or the nearest one within a few pixels of it.
function dotAt(event) {
  const frame = event.currentTarget.getBoundingClientRect();
  const x = (event.clientX - frame.left) * MAP_SIZE / frame.width, y = (event.clientY - frame.top) * MAP_SIZE / frame.height;
  const reach = Math.ceil(Math.max(MAP_SIZE / CLASSES.length / 2, 3));
  let best = null, least = Infinity;
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const edge = dots.get(dotKey(x + dx, y + dy));
      if (edge && dx * dx + dy * dy < least) {
        best = edge;
        least = dx * dx + dy * dy;
      }
    }
  }
  return best;
}
