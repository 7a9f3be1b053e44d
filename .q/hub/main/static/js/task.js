// One task: where to go, what to do, and the next step as one big button.
import { get } from "./api.js";
import { h, perFrame, show } from "./dom.js";
import { moment, pick, t } from "./texts.js";
import { bad, severity } from "./badges.js";
import { since } from "./clock.js";
import { live } from "./live.js";
import { navigation } from "./navigation.js";
import { steps } from "./task-steps.js";
import { escalatedChip, lateChip, markChip, secondaryChip, showAlso, showEvidence, stillSounding } from "./event-words.js";
import { againChip, placeBlock, stateChip, taskTitle } from "./task-words.js";

const $ = (id) => document.getElementById(id);
const id = document.body.dataset.id;
let task = null;

async function fetchTask() {
  try {
    changed(await get(`/api/tasks/${encodeURIComponent(id)}`));
    $("failed").replaceChildren();
  } catch (refusal) {
    $("failed").replaceChildren(bad(refusal.message));
  }
}

function changed(fresh) {
  task = fresh;
  draw();
}

const act = steps($("steps"), $("close"), () => task, changed, fetchTask);

function past() {
  const moments = [
    ["task.raised", task.event.raisedAt, ""], ["task.created", task.createdAt, ""], ["task.accepted", task.acceptedAt, task.assignee],
    ["task.on-site", task.arrivedAt, task.assignee], ["task.signal-over", task.event.clearedAt, ""], ["task.closed", task.closedAt, ""],
  ];
  for (const c of task.history ?? []) {
    if (c.kind === "escalated") moments.push(["task.escalated", c.at, t(`severity.${c.severity}`)]);
  }
  return moments.filter(([, at]) => at).sort((a, b) => a[1].localeCompare(b[1]));
}

/** One line each: read at a run, at night. */
const sentences = (text) => text.split(/\n+|(?<=[。！？])|(?<=[.!?])\s+/).map((line) => line.trim()).filter(Boolean);

const draw = perFrame(() => {
  const { event } = task;
  const closed = task.state === "closed";
  document.title = `${taskTitle(task)} · ${t("brand")}`;
  $("hero").dataset.severity = event.severity;
  $("hero").dataset.state = task.state;
  $("hero").hidden = false;
  $("level").replaceChildren(severity(event.severity));
  $("title").textContent = taskTitle(task);
  $("clock").replaceChildren(closed ? moment(task.closedAt) : since(task.createdAt, "running"));
  $("state").replaceChildren(...[stateChip(task), escalatedChip(event), againChip(event), secondaryChip(event), markChip(event), lateChip(event), h("span", { class: "chip" }, t(event.active ? "event.active" : "event.cleared"))].filter(Boolean));
  $("where").replaceChildren(placeBlock(event));
  const { latitude, longitude } = event.place?.at ?? event.at ?? {};
  if (Number.isFinite(latitude)) {
    $("where").append(h("a", { class: "button", href: `geo:${latitude},${longitude}?q=${latitude},${longitude}` }, t("task.map")));
  }
  const lines = sentences(pick(task.advice));
  show($("advice"), lines, (line) => line, (line) => line, (line) => h("li", {}, line));
  $("advice-card").hidden = lines.length === 0 || closed;
  showEvidence($("evidence"), task.evidence ?? [], event);
  $("evidence-card").hidden = !task.evidence?.length;
  showAlso($("also"), task.also ?? []);
  $("also-card").hidden = !task.also?.length;
  $("notices").replaceChildren(...(task.outcome === "false-alarm" && event.sounding > 0 ? [stillSounding(event.sounding)] : []));
  show($("past"), past(), ([name, at]) => `${name} ${at}`, (x) => x, ([name, at, who]) =>
    h("li", {}, h("span", {}, t(name), who && ` · ${who}`), h("time", { class: "soft", datetime: at }, moment(at))));
  $("outcome").hidden = !closed;
  $("outcome-name").textContent = closed ? t(`outcome.${task.outcome}`) : "";
  $("outcome-reason").textContent = task.reason ?? "";
  $("cards").hidden = false;
  act();
});

const nav = navigation();
live({
  task(changed) {
    nav();
    if (String(changed.id) === id) fetchTask();
  },
  event(changed) {
    if ([changed.id, changed.primary].includes(task?.event.id)) fetchTask();
  },
}, () => [fetchTask, nav].forEach((fetch) => fetch()));
