// Line charts and sparklines as inline SVG, without a library.
import { clock, format } from "./format.js";

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 210, LEFT = 66, RIGHT = 10, TOP = 10, BOTTOM = 24;

export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function svg(name, attributes, text) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

export const color = (i) => `var(--s${Math.min(i, 7)})`;

/** Splits points where values are missing, so that a gap in the data is a gap in the line. */
function runs(points, interval) {
  const found = [];
  let run = [];
  for (const point of points) {
    const last = run[run.length - 1];
    if (point.mean === null || (last && point.time - last.time > 2.5 * interval)) {
      if (run.length) found.push(run);
      run = [];
    }
    if (point.mean !== null) run.push(point);
  }
  if (run.length) found.push(run);
  return found;
}

const path = (run, x, y) => run.map((p, i) => `${i ? "L" : "M"}${x(p.time).toFixed(1)} ${y(p.mean).toFixed(1)}`).join("");

function yTicks(top, unit) {
  if (unit === "%" && top === 100) return [0, 25, 50, 75, 100];
  const base = unit.startsWith("B") ? 1024 ** Math.floor(Math.log2(Math.max(top, 1)) / 10) : 1;
  const raw = top / base / 4;
  const magnitude = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * magnitude).find((s) => s >= raw) * base;
  const ticks = [];
  for (let i = 0; i * step < top + step * 0.999; i++) ticks.push(i * step);
  return ticks;
}

function xTicks(from, to) {
  const minute = 60000;
  const step = [10000, 15000, 30000, minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute,
    60 * minute, 120 * minute, 240 * minute, 360 * minute].find((s) => (to - from) / s <= 6) ?? 1440 * minute;
  const ticks = [];
  for (let t = Math.ceil(from / step) * step; t <= to; t += step) ticks.push(t);
  return { ticks, seconds: step < minute };
}

/** A chart that redraws itself into its own nodes at each call of draw. */
export class Chart {
  constructor(parent) {
    this.legend = element("div", { class: "legend" });
    this.box = element("div", { class: "chart" });
    this.tip = element("div", { class: "tip", hidden: "" });
    this.picture = svg("svg", { role: "img" });
    this.box.append(this.picture, this.tip);
    parent.append(this.legend, this.box);
    this.box.addEventListener("pointermove", (event) => { this.pointer = event.clientX; this.hover(); });
    this.box.addEventListener("pointerleave", () => { this.pointer = null; this.hover(); });
    new ResizeObserver(() => this.data && this.draw(this.data)).observe(this.box);
  }

  /** data: { from, to (ms), interval (ms), unit, top (if fixed), series: [{ label, points, color, width, area }] } */
  draw(data) {
    this.data = data;
    const width = Math.max(this.box.clientWidth, 200);
    const values = data.series.flatMap((s) => s.points.map((p) => p.mean).filter((v) => v !== null));
    const greatest = Math.max(0, ...values);
    const ticks = yTicks(data.top ?? (greatest > 0 ? greatest : 1), data.unit);
    const top = ticks[ticks.length - 1];
    const x = (t) => LEFT + (t - data.from) / (data.to - data.from) * (width - LEFT - RIGHT);
    const y = (v) => HEIGHT - BOTTOM - v / top * (HEIGHT - TOP - BOTTOM);
    this.x = x;
    this.width = width;
    const nodes = [];
    for (const tick of ticks) {
      nodes.push(svg("line", { x1: LEFT, x2: width - RIGHT, y1: y(tick), y2: y(tick), class: tick ? "grid" : "axis" }));
      nodes.push(svg("text", { x: LEFT - 8, y: y(tick) + 4, "text-anchor": "end" }, tickLabel(tick, data.unit)));
    }
    const times = xTicks(data.from, data.to);
    for (const t of times.ticks) {
      const anchor = x(t) > width - RIGHT - 24 ? "end" : x(t) < LEFT + 20 ? "start" : "middle";
      nodes.push(svg("text", { x: x(t), y: HEIGHT - 6, "text-anchor": anchor }, clock(t, times.seconds)));
    }
    for (const series of data.series) {
      for (const run of runs(series.points, data.interval)) {
        const line = path(run, x, y);
        if (series.area && run.length > 1) {
          nodes.push(svg("path", { d: `${line}L${x(run[run.length - 1].time)} ${y(0)}L${x(run[0].time)} ${y(0)}Z`,
            style: `fill:${series.color};opacity:.12` }));
        }
        nodes.push(run.length > 1
          ? svg("path", { d: line, style: `fill:none;stroke:${series.color};stroke-width:${series.width ?? 1.8};stroke-linejoin:round;opacity:${series.opacity ?? 1}` })
          : svg("circle", { cx: x(run[0].time), cy: y(run[0].mean), r: 2, style: `fill:${series.color}` }));
      }
    }
    if (!values.length) {
      nodes.push(svg("text", { x: (LEFT + width - RIGHT) / 2, y: HEIGHT / 2, "text-anchor": "middle", class: "empty" }, "no measurements in this time"));
    }
    this.cross = svg("line", { y1: TOP, y2: HEIGHT - BOTTOM, class: "cross", visibility: "hidden" });
    this.picture.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    this.picture.setAttribute("aria-label", data.series.map((s) => s.label).join(", "));
    this.picture.replaceChildren(...nodes, this.cross);
    this.legend.replaceChildren(...data.series.map((s) => element("span", {}, element("i", { style: `background:${s.color}` }), s.label)));
    this.hover();
  }

  hover() {
    const data = this.data;
    const hide = () => { this.tip.hidden = true; this.cross?.setAttribute("visibility", "hidden"); };
    if (!data || this.pointer === null || this.pointer === undefined) return hide();
    const at = this.pointer - this.box.getBoundingClientRect().left;
    const time = data.from + (at - LEFT) / (this.width - LEFT - RIGHT) * (data.to - data.from);
    const nearest = (points) => points.reduce((best, p) => !best || Math.abs(p.time - time) < Math.abs(best.time - time) ? p : best, null);
    const found = data.series.map((s) => [s, nearest(s.points)]).filter(([, p]) => p && Math.abs(p.time - time) <= 1.5 * data.interval);
    if (!found.length) return hide();
    const moment = found[0][1].time, px = this.x(moment);
    this.cross.setAttribute("x1", px);
    this.cross.setAttribute("x2", px);
    this.cross.setAttribute("visibility", "visible");
    this.tip.replaceChildren(element("b", {}, clock(moment)), ...found.map(([s, p]) => element("div", {},
      element("i", { style: `background:${s.color}` }), element("span", {}, s.label), format(p.mean, data.unit))));
    this.tip.hidden = false;
    this.tip.style.left = px > this.width / 2 ? `${px - this.tip.offsetWidth - 12}px` : `${px + 12}px`;
  }
}

function tickLabel(value, unit) {
  if (value === 0) return unit === "%" ? "0\u2009%" : "0";
  return format(value, unit).replace(/(\.\d*?)0+(?=\D|$)/, "$1").replace(/\.(?=\D|$)/, "");
}

/** A line without axes. */
export function sparkline(picture, points, interval, from, to, shade, top) {
  const width = Math.max(picture.clientWidth, 100), height = 34;
  const greatest = top ?? Math.max(1e-9, ...points.map((p) => p.mean ?? 0)) * 1.1;
  const x = (t) => (t - from) / (to - from) * width;
  const y = (v) => height - 2 - v / greatest * (height - 5);
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  picture.replaceChildren(...runs(points, interval).filter((run) => run.length > 1).flatMap((run) => {
    const line = path(run, x, y);
    return [svg("path", { d: `${line}L${x(run[run.length - 1].time)} ${height}L${x(run[0].time)} ${height}Z`, style: `fill:${shade};opacity:.13` }),
      svg("path", { d: line, style: `fill:none;stroke:${shade};stroke-width:1.6;stroke-linejoin:round` })];
  }));
}

export const sparklineNode = () => svg("svg", { "aria-hidden": "true", preserveAspectRatio: "none" });
