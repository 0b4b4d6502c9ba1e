// The picture of one cycle: locks on a circle, an arrow for each thread; an arrow selects its stacks.
function cyclePicture(index, edges, select) {
  const names = [...new Set(edges.flatMap(edge => [edge.from, edge.to]))];
  const width = 760, height = names.length < 3 ? 220 : 360;
  const at = new Map(names.map((name, i) => {
    const angle = Math.PI + 2 * Math.PI * i / names.length;
    return [name, { x: width / 2 + 240 * Math.cos(angle), y: height / 2 + (height / 2 - 50) * Math.sin(angle) }];
  }));
  const head = "head" + index;
  const picture = svg("svg", { viewBox: "0 0 " + width + " " + height, width, height, role: "group",
    "aria-label": "Cycle of " + plural(names.length, "lock") }, arrowHead(head));
  for (const name of names) {
    picture.append(box(name, at.get(name).x, at.get(name).y));
  }
  edges.forEach((edge, i) => {
    const arrow = cycleArrow(at.get(edge.from), at.get(edge.to), edge.thread, head);
    picture.append(pressable(arrow, edge.thread + " " + edge.took + ", " + edge.asks, () => select(i)));
  });
  return picture;
}

// Bent to the left of its direction, so that two arrows between the same locks do not meet.
function cycleArrow(from, to, text, head) {
  const same = from === to;
  const dx = to.x - from.x, dy = to.y - from.y, length = Math.hypot(dx, dy) || 1;
  const bend = same ? 0 : 46;
  const mid = same ? { x: from.x, y: from.y - 74 }
    : { x: (from.x + to.x) / 2 + dy / length * bend * 1.4, y: (from.y + to.y) / 2 - dx / length * bend * 1.4 };
  const start = same ? { x: from.x - 30, y: from.y - 14 } : rim(from, mid);
  const end = same ? { x: from.x + 30, y: from.y - 14 } : rim(to, mid);
  const path = same ? "M" + start.x + " " + start.y + " C" + (start.x - 40) + " " + mid.y + " " + (end.x + 40) + " " + mid.y
    + " " + end.x + " " + end.y : "M" + start.x + " " + start.y + " Q" + mid.x + " " + mid.y + " " + end.x + " " + end.y;
  return svg("g", { class: "edge" }, svg("path", { d: path, "marker-end": "url(#" + head + ")" }),
    svg("path", { d: path, class: "hit" }),
    svg("text", { x: same ? from.x : mid.x, y: same ? from.y - 62 : mid.y + 4,
      "text-anchor": "middle" }, shortened(text, 26)));
}

// Where a line from a box towards a point leaves it, roughly.
function rim(centre, towards) {
  const dx = towards.x - centre.x, dy = towards.y - centre.y;
  const reach = Math.min(80 / Math.abs(dx || 1e-9), 18 / Math.abs(dy || 1e-9));
  return { x: centre.x + dx * reach, y: centre.y + dy * reach };
}

// Columns are threads, time goes down; the last step of a column never ends.
function timeline(threads, steps) {
  const rows = steps.map(([column, text], row) => el("tr", {}, el("td", { class: "number" }, String(row + 1)),
    ...threads.map((thread, i) => cell(i, column, text, row, steps))));
  return el("div", { class: "wide" }, el("table", { class: "timeline" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Step"), ...threads.map(name => el("th", { scope: "col" }, name)))),
    el("tbody", {}, ...rows)));
}

function cell(i, column, text, row, steps) {
  const mine = steps.map((step, at) => [step, at]).filter(([step]) => step[0] === i);
  const last = mine.length ? mine[mine.length - 1][1] : -1;
  if (i === column) return el("td", { class: row === last ? "waits" : "takes" }, text);
  if (last >= 0 && row > last) return el("td", { class: "waits" }, "waits");
  return mine.some(([, at]) => at < row) ? el("td", { class: "holds" }, "holds it") : el("td", {});
}
