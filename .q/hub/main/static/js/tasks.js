// The officer's list: open tasks, the most urgent first.
import { get } from "./api.js";
import { h, perFrame, show } from "./dom.js";
import { t } from "./texts.js";
import { bad, nothing, severity } from "./badges.js";
import { since } from "./clock.js";
import { cue, soundSwitch } from "./cue.js";
import { live } from "./live.js";
import { navigation } from "./navigation.js";
import { pager } from "./pager.js";
import { escalatedChip, lateChip, markChip, secondaryChip, soundingChip } from "./event-words.js";
import { againChip, placeBlock, stateChip, taskTitle, urgency } from "./task-words.js";

const $ = (id) => document.getElementById(id);
const TABS = ["open", "mine", "closed"];
let tab = TABS.includes(location.hash.slice(1)) ? location.hash.slice(1) : "open";
let page = 0;
let result = null;
let asked = 0;

async function fetchPage() {
  const mine = ++asked;
  try {
    const answer = await get(`/api/tasks?${new URLSearchParams({ state: tab, page, size: 100 })}`);
    if (mine !== asked) return;
    result = answer;
    if (tab !== "closed") result.items.sort(urgency);
    if (tab === "open") cue(result.items);
    $("failed").replaceChildren();
  } catch (refusal) {
    $("failed").replaceChildren(bad(refusal.message));
  }
  draw();
}

const look = (x) => [x.state, x.assignee, x.outcome, x.event.revision, x.event.recurrences, x.event.active, x.event.sounding];

function card(task) {
  const closed = task.state === "closed";
  return h("li", { class: "task", data: { severity: task.event.severity, state: task.state } },
    h("a", { href: `/tasks/${encodeURIComponent(task.id)}` },
      h("div", { class: "task-head" },
        severity(task.event.severity),
        closed ? h("span", { class: "soft" }, since(task.closedAt)) : since(task.createdAt, "running", { class: "task-clock" })),
      h("p", { class: "task-title" }, taskTitle(task)),
      placeBlock(task.event),
      h("div", { class: "task-foot" },
        stateChip(task), escalatedChip(task.event), againChip(task.event), secondaryChip(task.event), markChip(task.event), lateChip(task.event), soundingChip(task.event),
        closed && h("span", { class: "chip" }, t(`outcome.${task.outcome}`)),
        !task.event.active && !closed && h("span", { class: "chip" }, t("event.cleared")))));
}

const draw = perFrame(() => {
  document.querySelectorAll("#tabs button").forEach((b) => b.setAttribute("aria-pressed", String(b.value === tab)));
  if (!result) return;
  show($("tasks"), result.items, (x) => x.id, look, card);
  $("nothing").replaceChildren(...(result.items.length ? [] : [nothing("calm", t(`tasks.none.${tab}`), t(`tasks.none.${tab}.text`))]));
  pager($("pager"), result, (to) => {
    page = to;
    fetchPage();
  });
  $("pager").hidden = result.total <= result.size;
});

$("tabs").addEventListener("click", (e) => {
  if (!e.target.value) return;
  tab = e.target.value;
  page = 0;
  history.replaceState(null, "", `#${tab}`);
  draw();
  fetchPage();
});

const nav = navigation();
soundSwitch($("sound"));
live({
  task: () => [fetchPage, nav].forEach((fetch) => fetch()),
  event: (changed) => changed.primary && fetchPage(),
}, () => [fetchPage, nav].forEach((fetch) => fetch()));
