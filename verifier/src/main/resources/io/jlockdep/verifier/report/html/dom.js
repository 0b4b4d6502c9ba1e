"use strict";
// Elements are made one by one and texts are set as texts: names of the program never become markup.
const DATA = JSON.parse(document.getElementById("data").textContent);

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children) {
    if (child !== null && child !== undefined) node.append(child);
  }
  return node;
}

function el(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function svg(name, attributes, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function byId(id) {
  return document.getElementById(id);
}

function plural(count, word) {
  return count + " " + word + (count === 1 ? "" : "s");
}

function millis(nanos) {
  return (nanos / 1e6).toFixed(1) + " ms";
}

function shortened(text, length) {
  return text.length <= length ? text : text.slice(0, length - 1) + "\u2026";
}

// Something in a picture that acts like a button; Left and Right go to its neighbours.
function pressable(node, label, act) {
  fill(node, { tabindex: 0, role: "button", "aria-label": label, onclick: act, onkeydown: event => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      act();
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      step(node.ownerSVGElement, "[role=button]", node, event.key === "ArrowRight" ? 1 : -1);
    }
  } }, [svg("title", {}, label)]);
  return node;
}

// Moves the focus to the next or previous element of a kind.
function step(within, selector, from, by) {
  const all = [...within.querySelectorAll(selector)];
  const next = all[all.indexOf(from) + by];
  if (next) next.focus();
}

function arrowHead(id, colour) {
  return svg("defs", {}, svg("marker", { id, viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 7, markerHeight: 7,
    orient: "auto-start-reverse" }, svg("path", { d: "M0 0 L10 5 L0 10 z", fill: colour || "currentColor" })));
}

// Half the width of the box of a name.
function halfBox(text) {
  return Math.min(text.length, 28) * 4 + 9;
}

function box(text, x, y, kind) {
  const width = 2 * halfBox(text);
  return svg("g", { class: "node " + (kind || "") },
    svg("rect", { x: x - width / 2, y: y - 14, width, height: 28, rx: 5 }),
    svg("text", { x, y: y + 4, "text-anchor": "middle" }, shortened(text, 28)));
}
