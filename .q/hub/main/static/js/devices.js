// The operator's page: what is heard, what is blind, why and since when.
import { get } from "./api.js";
import { h, icon, perFrame, show } from "./dom.js";
import { number, pick, t } from "./texts.js";
import { HEALTHS, bad, nothing } from "./badges.js";
import { blindItem, deviceLook, deviceRow } from "./device-row.js";
import { since } from "./clock.js";
import { live } from "./live.js";
import { links } from "./links.js";
import { openEvents } from "./event-list.js";
import { pager } from "./pager.js";
import { reporting } from "./reporting.js";
import { navigation } from "./navigation.js";

const SIZE = 50;
const $ = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
let result = null;
let blind = [];
let asked = 0;

function chosen(name) {
  return query.get(name) ?? "";
}

function choose(changes) {
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  if (!("page" in changes)) query.delete("page");
  const words = query.toString();
  history.replaceState(null, "", words ? `?${words}` : location.pathname);
  draw();
  fetchPage();
}

async function fetchPage() {
  const mine = ++asked;
  const call = new URLSearchParams(query);
  call.set("size", SIZE);
  if (!call.has("sort")) call.set("sort", "health");
  try {
    const [page, silent] = await Promise.all([
      get(`/api/devices?${call}`), get("/api/devices?health=SILENT&sort=since&size=8")]);
    if (mine !== asked) return;
    result = page;
    blind = silent.items;
    $("failed").replaceChildren();
  } catch (refusal) {
    $("failed").replaceChildren(bad(refusal.message));
  }
  draw();
}

function tile(state, count) {
  const picked = chosen("health") === state;
  const attributes = { type: "button", class: "tile", "aria-pressed": String(picked), data: { health: state } };
  attributes.data.some = String(count > 0);
  attributes.on = { click: () => choose({ health: picked ? "" : state }) };
  return h("button", attributes,
    h("span", { class: "tile-name" }, icon(state || "all"), state ? t(`health.${state}`) : t("devices.all")),
    h("span", { class: "tile-line" },
      h("span", { class: "tile-count number" }, number(count)),
      state === "SILENT" && blind.length > 0 &&
        h("span", { class: "tile-note" }, t("devices.longest"), " ", since(blind[0].since ?? blind[0].lastHeardAt))));
}

const draw = perFrame(() => {
  if (!result) return;
  const all = Object.values(result.counts).reduce((a, b) => a + b, 0);
  const tiles = ["", ...HEALTHS].map((state) => ({ state, count: state ? (result.counts[state] ?? 0) : all }));
  show($("tiles"), tiles, (x) => x.state || "all", (x) => [x.count, chosen("health") === x.state, x.state === "SILENT" && blind[0]?.since], (x) => tile(x.state, x.count));
  show($("rows"), result.items, (d) => d.id, deviceLook, deviceRow);
  $("table").hidden = result.items.length === 0;
  $("nothing").replaceChildren();
  if (result.items.length === 0) {
    const filtered = ["health", "type", "grid", "q"].some(chosen);
    $("nothing").append(filtered
      ? nothing("search", t("devices.none"), t("devices.none.text"))
      : nothing("calm", t("devices.empty"), t("devices.empty.text")));
  }
  pager($("pager"), result, (page) => choose({ page: String(page) }));
  show($("blind"), blind, (d) => d.id, deviceLook, blindItem);
  $("blind-none").hidden = blind.length > 0;
  document.querySelectorAll("th[data-sort]").forEach((head) => {
    head.ariaSort = (chosen("sort") || "health") === head.dataset.sort ? "ascending" : "none";
  });
});

/** Changes of devices that are on the page are shown at once; the rest arrives with the next fetch. */
function changed(rows) {
  const fresh = new Map(rows.map((d) => [d.id, d]));
  const apply = (list) => list.map((d) => (fresh.has(d.id) ? { ...d, ...fresh.get(d.id) } : d));
  if (!result) return;
  result.items = apply(result.items);
  blind = apply(blind);
  draw();
}

let later = null;
function fetchSoon() {
  later ??= setTimeout(() => {
    later = null;
    fetchPage();
  }, 1000);
}

async function filters() {
  const types = await get("/api/device-types");
  $("type").append(...types.map((type) => h("option", { value: type.key }, pick(type))));
  for (const name of ["q", "type", "grid"]) $(name).value = chosen(name);
}

let typing = null;
$("filters").addEventListener("input", (e) => {
  clearTimeout(typing);
  typing = setTimeout(() => choose({ [e.target.name]: e.target.value.trim() }), e.target.tagName === "SELECT" ? 0 : 250);
});
$("filters").addEventListener("submit", (e) => e.preventDefault());
document.querySelectorAll("th[data-sort] button").forEach((button) => {
  const sort = button.closest("th").dataset.sort;
  button.addEventListener("click", () => choose({ sort: chosen("sort") === sort ? "" : sort }));
});

filters().catch((refusal) => $("failed").replaceChildren(bad(refusal.message)));
const nav = navigation();
const line = links($("links"));
const told = reporting($("reporting"));
const events = openEvents($("open-events"), $("open-events-none"));
live(
  { device: changed, devices: fetchSoon, hub: fetchSoon, link: line, event: events, task: nav },
  () => [fetchPage, line, events, told, nav].forEach((fetch) => fetch()),
);
setInterval(() => document.hidden || told(), 15_000);
