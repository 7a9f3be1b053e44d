// What the list and the detail of tasks have in common.
import { h, icon } from "./dom.js";
import { pick, placeWords, t } from "./texts.js";
import { SEVERITIES } from "./badges.js";
import { subjectName } from "./event-words.js";

export const me = document.body.dataset.person;

/** An administrator may act on what somebody else accepted. */
export const admin = "admin" in document.body.dataset;

/** Others may look, not act. */
export const officer = "officer" in document.body.dataset;

/** The most severe first, and of those the oldest. */
export const urgency = (a, b) =>
  SEVERITIES.indexOf(a.event.severity) - SEVERITIES.indexOf(b.event.severity) || a.createdAt.localeCompare(b.createdAt);

export const taskTitle = (task) => pick(task.event.title);

/** Where to go, the nearest words largest. */
export function placeBlock(event) {
  const { near, far } = placeWords(event.place);
  const name = subjectName(event);
  const words = (event.subject?.kind === "device" && !near ? [name, far] : [near, far, name]).filter(Boolean);
  return h("div", { class: "where" },
    icon("place"),
    h("p", { class: "where-near" }, words[0] ?? t("place.none")),
    words.slice(1).map((line) => h("p", { class: "where-far" }, line)));
}

export function stateChip(task) {
  const own = task.assignee && task.assignee === me;
  const who = task.assignee && task.state !== "closed" ? (own ? t("tasks.you") : task.assignee) : "";
  return h("span", { class: own ? "chip own" : "chip" }, [t(`task.${task.state}`), who].filter(Boolean).join(" · "));
}

export const againChip = (event) => event.recurrences > 0 && h("span", { class: "chip again" }, t("tasks.again", event.recurrences));
