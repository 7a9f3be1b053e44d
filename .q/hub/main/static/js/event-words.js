// What events, tasks and their lists say of an event.
import { h, icon, show } from "./dom.js";
import { has, metricName, moment, pick, placeWords, reading, shortly, t } from "./texts.js";
import { severity } from "./badges.js";
import { since } from "./clock.js";

export const stateName = (state) => (has(`event.${state}`) ? t(`event.${state}`) : state);

/** Where its task is, or it itself. */
export const eventHref = (e) => (e.taskId ? `/tasks/${encodeURIComponent(e.taskId)}` : `/events/${encodeURIComponent(e.id)}`);

/** A device by its name; a place by what kind it is, since the place itself stands beside it. */
export function subjectName({ subject }) {
  if (!subject) return "";
  return subject.kind === "device" ? subject.name : has(`subject.${subject.kind}`) ? t(`subject.${subject.kind}`) : subject.name;
}

/** What grew graver while people were at it must be seen again. */
export const escalatedChip = (e) => e.escalatedAt && h("span", { class: "chip graver" }, icon("up"), t("event.escalated-at", shortly(e.escalatedAt)));

export const secondaryChip = (e) => e.secondary && h("span", { class: "chip" }, t("event.secondary"));

/** What was raised by readings that came late: when they were observed. */
export const lateChip = (e) => e.observedAt && h("span", { class: "chip" }, t("event.late", moment(e.observedAt)));

/** What is not what it says: a test, a bypass, a drill. */
export const markChip = (e) => e.mark && h("span", { class: "chip" }, t(`mark.${e.mark}`));

export const soundingChip = (e) => e.sounding > 0 && h("span", { class: "chip again" }, t("event.sounding", e.sounding));

/** The news of an event in a few signs. */
export const eventLook = (e) => [e.id, e.revision, e.state, e.active, e.recurrences, e.severity, e.escalatedAt, e.sounding, e.taskId];

const deviceLink = (id, members = []) =>
  h("a", { class: "soft small member", href: `/devices/${encodeURIComponent(id)}` }, members.find((m) => m.id === id)?.name ?? id);

/** Fills a table with readings; those of a place say of which device. */
export function showEvidence(body, readings, e) {
  const ofPlace = e.subject?.kind !== "device";
  show(body, readings, (r) => `${r.device} ${r.metric} ${r.at}`, (r) => [r.value, ofPlace], (r) =>
    h("tr", {},
      h("td", {}, metricName(r), ofPlace && r.device && deviceLink(r.device, e.members)),
      h("td", { class: "number" }, reading(r)), h("td", {}, since(r.at, "ago"))));
}

/** Fills a list with the alarms that follow this one. */
export function showAlso(list, also) {
  show(list, also, (e) => e.id, eventLook, (e) => {
    const { near } = placeWords(e.place);
    return h("li", {}, h("a", { href: eventHref(e) }, severity(e.severity, false),
      h("span", { class: "also-name" }, [subjectName(e), near].filter(Boolean).join(" · ")),
      h("span", { class: e.active ? "also-now" : "soft" }, t(e.active ? "event.active" : "event.cleared"))));
  });
}

/** Said when an incident was ruled out while alarms that follow it go on. */
export const stillSounding = (count) =>
  h("div", { class: "notice bad", role: "alert" }, icon("warning"), h("span", {}, t("event.still-sounding", count)));

const why = (reason) => (has(`why.${reason}`) ? t(`why.${reason}`) : reason);

/** One line of an event's history. */
export const change = (c) =>
  h("li", {}, h("span", {}, stateName(c.kind), c.severity && ` · ${t(`severity.${c.severity}`)}`, c.person && ` · ${c.person}`, c.reason && ` · ${why(c.reason)}`),
    h("time", { class: "soft", datetime: c.at }, moment(c.at)));

/** The title in the page's language. */
export const eventTitle = (e) => pick(e.title);
