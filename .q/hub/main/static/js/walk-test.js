// One walk test: which points passed, which have yet to be tried, and how long there is.
import { get, post } from "./api.js";
import { h, show } from "./dom.js";
import { moment, number, placeWords, t } from "./texts.js";
import { bad } from "./badges.js";
import { since } from "./clock.js";
import { endedBy, reportHref, strip, tally, verdict } from "./walk-words.js";
import { live } from "./live.js";
import { navigation } from "./navigation.js";
import { mayBypass } from "./roles.js";
import { question } from "./sheet.js";
import { zoneWords } from "./zone.js";

const MOST = 200;
const GROUPS = ["heard", "untried", "passed"];
const $ = (id) => document.getElementById(id);
const id = document.body.dataset.id;
const path = `/api/walk-tests/${encodeURIComponent(id)}`;
let test = null;
let known = null;

async function fetchTest() {
  try {
    test = await get(path);
    $("failed").replaceChildren();
    draw();
  } catch (refusal) {
    $("failed").replaceChildren(bad(refusal.message));
  }
}

const fact = (name, ...value) => [h("dt", {}, t(name)), h("dd", {}, ...value)];

function draw() {
  const w = test;
  const zone = zoneWords(w.zone);
  document.title = `${zone.whole} · ${t("brand")}`;
  $("zone").textContent = zone.whole;
  $("state").replaceChildren(...(w.endedAt
    ? [verdict(w), h("span", {}, t("walk.back"))]
    : [h("span", { class: "chip own" }, t("walk.running")), h("strong", { class: "walk-clock" }, since(w.until, "countdown"))]));
  $("strip").replaceChildren(strip(w));
  $("tally").textContent = tally(w);
  $("facts").replaceChildren(
    ...fact("walk.person", w.person),
    ...fact("walk.since", moment(w.since)),
    ...(w.endedAt ? fact("walk.ended", `${moment(w.endedAt)} · ${endedBy(w)}`) : fact("walk.until", moment(w.until))),
    ...(w.endedAt ? fact("walk.report.name", h("a", { href: reportHref(w), download: true }, t("walk.report")), " · ",
      h("a", { href: reportHref(w, ""), download: `${w.id}.json` }, t("walk.report.json"))) : []),
    ...fact("walk.id", h("span", { class: "mono" }, w.id)));
  $("head").hidden = false;
  $("about").hidden = false;
  if ($("end")) $("end").hidden = Boolean(w.endedAt);
  for (const result of GROUPS) group(result, w.points.filter((p) => p.result === result));
  known = new Set(w.points.filter((p) => p.result === "passed").map((p) => p.device));
}

function group(result, points) {
  const sorted = result === "passed" ? points.sort((a, b) => b.alarmAt.localeCompare(a.alarmAt)) : points;
  $(`${result}-card`).hidden = points.length === 0;
  $(`${result}-count`).textContent = number(points.length);
  show($(result), sorted.slice(0, MOST), (p) => p.device, (p) => [p.name, p.place, p.alarmAt], point);
  $(`${result}-rest`).hidden = points.length <= MOST;
  $(`${result}-rest`).textContent = t("walk.rest", number(points.length - MOST));
}

function point(p) {
  const { near, far } = placeWords(p.place);
  return h("li", { class: known && p.result === "passed" && !known.has(p.device) ? "fresh" : "" },
    h("a", { href: p.event ? `/events/${encodeURIComponent(p.event)}` : `/devices/${encodeURIComponent(p.device)}` },
      h("span", { class: "blind-name" }, p.name || p.device),
      h("span", { class: "blind-age" }, p.alarmAt ? since(p.alarmAt, "ago") : ""),
      h("span", { class: "soft small" }, near || far)));
}

if (mayBypass) {
  const ask = question();
  $("end").addEventListener("click", () =>
    ask(t("walk.end.title"), t("walk.end.text"), t("walk.end"), async () => {
      test = await post(`${path}/end`);
      draw();
    }));
}

let later = null;
function changed(told) {
  if (told.id === id) later ??= setTimeout(() => { later = null; fetchTest(); }, 100);
}
const nav = navigation();
live({ proving: changed, task: nav }, () => [fetchTest, nav].forEach((fetch) => fetch()));
