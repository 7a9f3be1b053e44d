// What was lost: how often, what came, and its replay once something was mended.
import { get } from "./api.js";
import { h, show } from "./dom.js";
import { number, t } from "./texts.js";
import { bad, nothing } from "./badges.js";
import { live } from "./live.js";
import { lossItem, lossLook, reasonName } from "./loss-item.js";
import { navigation } from "./navigation.js";
import { pager } from "./pager.js";
import { replayer } from "./loss-replay.js";

const FILTERS = ["device", "reason", "link", "open"];
const EVERY = 5000;
const $ = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
const chosen = new Set();
const mayReplay = document.body.dataset.operator === "yes";
let result = null;
let asked = 0;

function choose(changes) {
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  if (!("page" in changes)) query.delete("page");
  chosen.clear();
  const words = query.toString();
  history.replaceState(null, "", words ? `?${words}` : location.pathname);
  for (const name of FILTERS) if ($(name) !== document.activeElement) $(name).value = query.get(name) ?? "";
  fetchPage();
}

async function fetchPage() {
  const mine = ++asked;
  try {
    const page = await get(`/api/losses?${query}`);
    if (mine !== asked) return;
    result = page;
    $("failed").replaceChildren();
    draw();
  } catch (refusal) {
    $("failed").replaceChildren(bad(refusal.message));
  }
}

function draw() {
  const { items, counts } = result;
  drawCounts(counts);
  const links = [...new Set(counts.map((c) => c.link))].sort();
  const known = new Set([...$("link").options].map((o) => o.value));
  $("link").append(...links.filter((l) => !known.has(l)).map((l) => h("option", { value: l }, l)));
  $("link").value = query.get("link") ?? "";
  show($("losses"), items, (e) => e.id, (e) => [...lossLook(e), chosen.has(e.id)], (e, old) => lossItem(e, old, mayReplay && picker(e)));
  const filtered = FILTERS.some((name) => query.get(name));
  $("nothing").replaceChildren(...(items.length ? [] : [filtered
    ? nothing("search", t("losses.none"), t("losses.none.text"))
    : nothing("calm", t("losses.empty"), t("losses.empty.text"))]));
  pager($("pager"), result, (page) => choose({ page: String(page) }));
  drawBar();
}

/** One number for each reason, all links together. */
function drawCounts(counts) {
  const sums = new Map();
  for (const c of counts) sums.set(c.reason, (sums.get(c.reason) ?? 0) + c.count);
  const reason = query.get("reason");
  show($("counts"), [...sums], ([key]) => key, ([key, count]) => [count, key === reason], ([key, count]) =>
    h("li", {}, h("button", {
      type: "button", "aria-pressed": String(key === reason), on: { click: () => choose({ reason: key === reason ? "" : key }) },
    }, h("strong", { class: "number" }, number(count)), h("span", {}, reasonName(key)))));
}

function picker(entry) {
  const box = h("input", { type: "checkbox", "aria-label": t("losses.pick"), disabled: !entry.replayable, checked: chosen.has(entry.id) });
  box.addEventListener("change", () => {
    if (box.checked) chosen.add(entry.id);
    else chosen.delete(entry.id);
    drawBar();
  });
  return box;
}

function drawBar() {
  const open = result.items.filter((e) => e.replayable);
  for (const id of chosen) if (!open.some((e) => e.id === id)) chosen.delete(id);
  $("bar").hidden = !mayReplay || open.length === 0;
  $("all").checked = open.length > 0 && open.every((e) => chosen.has(e.id));
  $("preview").disabled = chosen.size === 0;
  $("preview").textContent = chosen.size ? t("losses.preview", number(chosen.size)) : t("losses.preview.none");
}

let typing = null;
$("filters").addEventListener("input", (e) => {
  clearTimeout(typing);
  typing = setTimeout(() => choose({ [e.target.name]: e.target.value.trim() }), e.target.tagName === "SELECT" ? 0 : 250);
});
$("filters").addEventListener("submit", (e) => e.preventDefault());
$("all").addEventListener("change", () => {
  chosen.clear();
  if ($("all").checked) for (const e of result.items) if (e.replayable) chosen.add(e.id);
  draw();
});
const replay = replayer(() => {
  chosen.clear();
  fetchPage();
});
$("preview").addEventListener("click", () => replay([...chosen].sort((a, b) => a - b)));

for (const name of FILTERS) $(name).value = query.get(name) ?? "";
const nav = navigation();
live({ task: nav }, () => [fetchPage, nav].forEach((fetch) => fetch()));
setInterval(() => {
  if (!document.hidden && !$("replay").open) fetchPage();
}, EVERY);
