// What the hub does not watch on purpose, and how it proves that it would hear the rest.
import { get, post } from "./api.js";
import { show } from "./dom.js";
import { number, t } from "./texts.js";
import { bad } from "./badges.js";
import { now } from "./clock.js";
import { blindToday } from "./blind-today.js";
import { bypassing, bypassItem, bypassLook, isOverdue } from "./bypass.js";
import { drills } from "./drills.js";
import { endedItem, walkCard, walkHref, walkLook } from "./walk-words.js";
import { live } from "./live.js";
import { navigation } from "./navigation.js";
import { sheet } from "./sheet.js";
import { installer } from "./roles.js";

const FEW = matchMedia("(max-width: 719px)").matches ? 5 : 10;
const EVERY = 30_000;
const $ = (id) => document.getElementById(id);
const whole = { bypasses: false, ended: false };
let bypasses = null;
let tests = null;

const refused = (refusal) => $("failed").replaceChildren(bad(refusal.message));
const acting = bypassing(() => fetchAll());
const fetchDrills = $("drills") ? drills(refused) : async () => {};

async function fetchAll() {
  const answers = await Promise.allSettled([
    get("/api/bypasses").then((answer) => { bypasses = answer.items; }),
    get("/api/walk-tests").then((answer) => { tests = answer; }),
    fetchDrills(),
    blindToday().then(() => { $("blind-card").hidden = false; }),
  ]);
  const failure = answers.find((a) => a.status === "rejected");
  if (failure) refused(failure.reason);
  else $("failed").replaceChildren();
  draw();
}

/** The first few, and a button for the rest. */
function some(name, items, look, item, never = 0) {
  const most = whole[name] ? items.length : Math.max(FEW, never);
  show($(name), items.slice(0, most), (x) => x.id, look, item);
  $(`${name}-more`).hidden = items.length <= most;
  $(`${name}-more`).textContent = t("proving.more", number(items.length));
}

function draw() {
  if (bypasses) {
    const overdue = bypasses.filter(isOverdue).length;
    $("bypasses-card").hidden = false;
    $("bypasses-count").textContent = bypasses.length ? number(bypasses.length) : "";
    $("bypasses-none").hidden = bypasses.length > 0;
    some("bypasses", bypasses, bypassLook, (b) => bypassItem(b, acting.buttons(b)), overdue);
  }
  if (tests) {
    const running = tests.filter((w) => !w.endedAt).sort((a, b) => a.until.localeCompare(b.until));
    const ended = tests.filter((w) => w.endedAt).sort((a, b) => b.endedAt.localeCompare(a.endedAt));
    $("tests-card").hidden = false;
    $("ended-card").hidden = ended.length === 0;
    $("tests-count").textContent = running.length ? number(running.length) : "";
    $("tests-none").hidden = running.length > 0;
    show($("tests"), running, (w) => w.id, walkLook, walkCard);
    some("ended", ended, walkLook, endedItem);
  }
}

for (const name of Object.keys(whole)) {
  $(`${name}-more`).addEventListener("click", () => {
    whole[name] = true;
    draw();
  });
}

if (installer) {
  const begin = sheet("walk", async (_, { forSeconds, ...zone }) => {
    const test = await post("/api/walk-tests", { ...zone, forSeconds: Number(forSeconds) });
    location.assign(walkHref(test));
  });
  const open = (zone) => begin.open(null, (form) => {
    for (const [name, value] of zone) if (form[name]) form[name].value = value;
  });
  $("walk-begin").addEventListener("click", () => open([]));
  const asked = new URLSearchParams(location.search);
  if (asked.size) {
    history.replaceState(null, "", location.pathname);
    open(asked);
  }
}

let later = null;
const fetchSoon = () => {
  later ??= setTimeout(() => {
    later = null;
    fetchAll();
  }, 300);
};
const nav = navigation();
live({ proving: fetchSoon, task: nav }, () => [fetchAll, nav].forEach((fetch) => fetch()));
setInterval(() => document.hidden || fetchAll(), EVERY);
setInterval(() => {
  if (!document.hidden && bypasses?.some((b) => !b.overdue && Date.parse(b.until) < now())) draw();
}, 1000);
