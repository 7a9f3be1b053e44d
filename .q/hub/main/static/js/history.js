// The last 24 hours of a device: one quiet chart a metric.
import { get } from "./api.js";
import { h, show } from "./dom.js";
import { bad } from "./badges.js";
import { language, metricName, reading, t } from "./texts.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 600;
const HEIGHT = 80;
const MOST = 8;
const POINTS = 288;
const AGAIN = 60_000;

/** Fills the card with the device's charts, and keeps them fresh while somebody looks. */
export function history(device) {
  const card = document.getElementById("history-card");
  const charts = document.getElementById("history");
  const state = document.getElementById("history-state");
  const path = `/api/devices/${encodeURIComponent(device)}/history`;

  async function draw() {
    try {
      const { metrics } = await get(`${path}/metrics`);
      const found = [];
      for (const { metric, label } of metrics) {
        if (found.length === MOST) break;
        const series = await get(`${path}?metric=${encodeURIComponent(metric)}&points=${POINTS}`);
        if (isDrawn(series.points)) found.push({ ...series, label });
      }
      show(charts, found, (s) => s.metric, (s) => s.points, chart);
      state.replaceChildren(found.length ? "" : h("p", { class: "soft" }, t("history.none")));
    } catch (refusal) {
      card.hidden = refusal.status === 409; // no history is wanted
      state.replaceChildren(bad(refusal.message));
    }
  }

  draw();
  setInterval(() => document.hidden || draw(), AGAIN);
}

const isDrawn = (points) => points.some((p) => p.avg !== undefined || p.flag !== undefined);

function chart({ metric, unit, label, from, to, points }) {
  const values = points.filter((p) => p.avg !== undefined || p.flag !== undefined).map(plain);
  const low = Math.min(...values.map((p) => p.min));
  const high = Math.max(...values.map((p) => p.max));
  const flag = values.every((p) => p.flag);
  const begin = Date.parse(from);
  const scale = {
    x: (p) => ((Date.parse(p.at) - begin) / (Date.parse(to) - begin)) * WIDTH,
    y: (value) => HEIGHT - 6 - (high > low ? (value - low) / (high - low) : 0.5) * (HEIGHT - 12),
  };
  const name = metricName({ metric, ...label });
  const say = (value) => reading({ value: flag ? value === 1 : value, unit, metric });
  const last = say(values.at(-1).last);
  const words = flag ? t("history.flag", name, last) : t("history.course", name, say(low), say(high), last);
  return h("figure", { class: "chart" },
    h("figcaption", {}, h("span", {}, name), h("strong", { class: "number" }, last)),
    picture(stretches(values), scale, flag, words),
    h("p", { class: "chart-scale soft number", "aria-hidden": "true" },
      h("span", {}, hour(from)), h("span", {}, flag ? "" : low === high ? say(low) : `${say(low)} – ${say(high)}`), h("span", {}, hour(to))));
}

const plain = (p) =>
  p.flag === undefined ? { ...p, flag: false } : { at: p.at, min: +p.flag, avg: +p.flag, max: +p.flag, last: +p.flag, flag: true };

/** Parts without a hole: where a device was silent there is no line. */
function stretches(values) {
  const times = values.map((p) => Date.parse(p.at));
  const steps = times.slice(1).map((time, i) => time - times[i]).sort((a, b) => a - b);
  const hole = 3 * (steps[Math.floor(steps.length / 2)] ?? 0);
  const parts = [];
  values.forEach((p, i) => {
    if (i === 0 || times[i] - times[i - 1] > hole) parts.push([]);
    parts.at(-1).push(p);
  });
  return parts;
}

function picture(parts, { x, y }, flag, words) {
  const svg = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": words, class: "chart-picture" });
  for (const part of parts) {
    if (flag) {
      const steps = part.map((p, i) => (i ? `H${x(p)}V${y(p.avg)}` : `M${x(p)} ${y(p.avg)}`)).join("");
      svg.append(shape("path", { class: "chart-line", d: `${steps}h1` }));
    } else {
      const upper = part.map((p) => `${x(p)} ${y(p.max)}`);
      const lower = part.map((p) => `${x(p)} ${y(p.min)}`).reverse();
      const middle = part.map((p) => `${x(p)} ${y(p.avg)}`);
      svg.append(
        shape("path", { class: "chart-band", d: `M${upper.join("L")}L${lower.join("L")}Z` }),
        shape("path", { class: "chart-line", d: `M${middle.join("L")}h0.1` }));
    }
  }
  return svg;
}

function shape(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

const hours = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hour12: false });
const hour = (iso) => hours.format(new Date(iso));
