// One device: what it last said and when, where it is, how it is watched.
import { get } from "./api.js";
import { h, perFrame, show } from "./dom.js";
import { metricName, moment, number, pick, placeWords, reading, spanWords, t } from "./texts.js";
import { bad, health, nothing } from "./badges.js";
import { since } from "./clock.js";
import { reasonName } from "./loss-item.js";
import { deviceBypass } from "./device-bypass.js";
import { history } from "./history.js";
import { live } from "./live.js";
import { navigation } from "./navigation.js";

const $ = (id) => document.getElementById(id);
const id = document.body.dataset.id;
let device = null;

async function fetchDevice() {
  try {
    device = await get(`/api/devices/${encodeURIComponent(id)}`);
    fetchBypass();
    $("failed").replaceChildren();
    draw();
  } catch (refusal) {
    $("failed").replaceChildren(bad(refusal.message));
  }
}

const fact = (name, ...value) => [h("dt", {}, t(name)), h("dd", {}, ...value)];

const row = (r) =>
  h("tr", {}, h("td", {}, metricName(r)), h("td", { class: "number" }, reading(r)), h("td", {}, since(r.at, "ago")));

const draw = perFrame(() => {
  const d = device;
  const { near, far } = placeWords(d.place);
  document.title = `${d.name} · ${t("brand")}`;
  $("name").textContent = d.name;
  $("health").replaceChildren(health(d.health));
  $("reason").replaceChildren(pick(d.healthReason), d.since && d.health !== "ONLINE" ? h("span", {}, " · ", t("devices.since"), " ", since(d.since)) : "");
  $("heard").replaceChildren(since(d.lastHeardAt, "ago"));
  const latest = d.latest ?? [];
  show($("readings"), latest, (r) => r.metric, (r) => [r.value, r.at], row);
  $("readings-none").replaceChildren(...(latest.length ? [] : [nothing("UNKNOWN", t("device.silent"), t("device.silent.text"))]));
  $("place").replaceChildren(
    ...fact("device.place", near || t("place.none")),
    ...(far ? fact("device.area", far) : []),
    ...fact("device.grid", h("span", { class: "mono" }, d.grid || "–")),
    ...(Number.isFinite(d.at?.latitude) ? fact("device.position", geo(d.at)) : []));
  drawLosses(d.losses ?? []);
  $("facts").replaceChildren(
    ...fact("device.id", h("span", { class: "mono" }, d.id)),
    ...fact("device.type", pick(d.typeName)),
    ...fact("device.link", h("span", { class: "mono" }, d.link)),
    ...(d.address ? fact("device.address", h("span", { class: "mono" }, d.address)) : []),
    ...(d.parent ? fact("device.parent", h("a", { class: "mono", href: `/devices/${encodeURIComponent(d.parent)}` }, d.parent)) : []),
    ...fact("device.supervision", t(`supervision.${d.supervision}`)),
    ...(d.tags?.length ? fact("device.tags", d.tags.join(" ")) : []),
    ...(d.nextReportBy ? fact("device.next-report", moment(d.nextReportBy)) : []),
    ...fact("device.state", t(`state.${d.state}`)),
    ...fact("device.registered", `${moment(d.registeredAt)} · ${d.installer}`));
});

/** "No alarm" and "we could not know" are different answers. */
async function fetchBlind() {
  try {
    const blind = await get(`/api/devices/${encodeURIComponent(id)}/blind`);
    $("blind-sum").textContent = t(blind.seen ? "device.blind.none" : "device.blind.some", spanWords(blind.blindSeconds));
    show($("blind"), blind.windows.slice(0, 20), (w) => `${w.of} ${w.reason} ${w.from}`, (w) => w, (w) =>
      h("tr", {}, h("td", {}, t(`blind.${w.reason}`)), h("td", {}, moment(w.from)), h("td", { class: "number" }, w.to ? spanWords(w.seconds) : t("device.blind.now"))));
  } catch {
    // The page's own call fails as well and says why.
  }
}

const lossRow = (l) =>
  h("tr", {}, h("td", {}, reasonName(l.reason)), h("td", { class: "number" }, number(l.count)), h("td", {}, since(l.lastAt, "ago")));

function drawLosses(losses) {
  $("losses-card").hidden = losses.length === 0;
  show($("losses"), losses, (l) => `${l.link} ${l.reason}`, (l) => [l.count, l.lastAt], lossRow);
  if (document.body.dataset.losses === "yes") {
    $("losses-link").replaceChildren(h("a", { href: `/losses?device=${encodeURIComponent(id)}` }, t("device.losses")));
  }
}

const geo = ({ latitude, longitude }) =>
  h("a", { class: "number", href: `geo:${latitude},${longitude}` }, `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`);

const fetchBypass = deviceBypass(id, () => device, () => fetchDevice());
const nav = navigation();
let later = null;
function mine(rows) {
  if (rows.some((d) => d.id === id)) later ??= setTimeout(() => { later = null; fetchDevice(); }, 300);
}
live({ device: mine, proving: (changed) => (changed.kind === "BYPASS" ? changed.id === id && fetchDevice() : fetchBypass()), devices: () => mine([{ id }]), task: nav }, () => [fetchDevice, fetchBlind, nav].forEach((fetch) => fetch()));
history(id);
