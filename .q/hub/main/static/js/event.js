// One event: what speaks for it, what became of it, and which alarms follow it.
import { get } from "./api.js";
import { h, perFrame, show } from "./dom.js";
import { moment, placeWords, t } from "./texts.js";
import { bad, severity } from "./badges.js";
import { live } from "./live.js";
import { navigation } from "./navigation.js";
import { change, escalatedChip, eventHref, eventTitle, lateChip, markChip, secondaryChip, showAlso, showEvidence, stateName, stillSounding, subjectName } from "./event-words.js";

const $ = (id) => document.getElementById(id);
const id = document.body.dataset.id;
let event = null;

async function fetchEvent() {
  try {
    event = await get(`/api/events/${encodeURIComponent(id)}`);
    $("failed").replaceChildren();
    draw();
  } catch (refusal) {
    $("failed").replaceChildren(bad(refusal.message));
  }
}

const fact = (name, ...value) => [h("dt", {}, t(name)), h("dd", {}, ...value)];
const link = (href, words) => h("a", { href }, words);

/** Ruled out, and yet it goes on: here, or where it follows. */
function contradiction(e) {
  if (e.state === "rejected" && e.sounding > 0) return [stillSounding(e.sounding)];
  return e.follows?.state === "rejected" && e.active ? [stillSounding(e.follows.sounding)] : [];
}

/** What cannot be heard while this gateway or link cannot. */
async function unprotected(e) {
  const cut = e.active && e.silence;
  if (!cut) $("cut-card").hidden = true;
  else {
    try {
      const behind = await get(`/api/supervision/unprotected?of=${encodeURIComponent(e.subject.id)}`);
      $("cut-card").hidden = behind.total === 0;
      $("cut-count").textContent = t("event.cut", behind.total);
      show($("cut"), behind.items.slice(0, 100), (d) => d.id, (d) => d, (d) =>
        h("li", {}, h("a", { href: `/devices/${encodeURIComponent(d.id)}` }, h("span", { class: "also-name" }, d.name), h("span", { class: "soft" }, placeWords(d.place).near))));
    } catch (refusal) {
      $("failed").replaceChildren(bad(refusal.message));
    }
  }
}

const draw = perFrame(() => {
  const e = event;
  const { near, far } = placeWords(e.place);
  document.title = `${eventTitle(e)} · ${t("brand")}`;
  $("level").replaceChildren(severity(e.severity));
  $("level").dataset.severity = e.severity;
  $("title").textContent = eventTitle(e);
  $("chips").dataset.severity = e.severity;
  $("chips").replaceChildren(...[h("span", { class: "chip" }, stateName(e.state)), h("span", { class: "chip" }, t(e.active ? "event.active" : "event.cleared")),
    markChip(e), lateChip(e), escalatedChip(e), secondaryChip(e)].filter(Boolean));
  $("notices").replaceChildren(...contradiction(e));
  showEvidence($("evidence"), e.evidence ?? [], e);
  $("facts").replaceChildren(
    ...fact("event.subject", e.subject.kind === "device" ? link(`/devices/${encodeURIComponent(e.subject.id)}`, e.subject.name) : subjectName(e)),
    ...fact("event.place", [near, far].filter(Boolean).join(" · ") || t("place.none")),
    ...(e.taskId ? fact("event.task", link(eventHref(e), t("event.task.open", e.taskId))) : []),
    ...(e.follows ? fact("event.follows", link(eventHref(e.follows), `${eventTitle(e.follows)} · ${subjectName(e.follows)}`)) : []),
    ...(e.continues ? fact("event.continues", link(`/events/${encodeURIComponent(e.continues)}`, t("event.continues.open"))) : []),
    ...fact("event.rule", h("span", { class: "mono" }, e.rule)),
    ...fact("event.raised", moment(e.raisedAt)));
  unprotected(e);
  showAlso($("also"), e.also ?? []);
  $("also-card").hidden = !e.also?.length;
  show($("past"), e.history ?? [], (c) => c.revision, (c) => c, change);
});

const nav = navigation();
live({
  task: nav,
  event(changed) {
    if ([changed.id, changed.primary].includes(id) || changed.id === event?.follows?.id) fetchEvent();
  },
}, () => [fetchEvent, nav].forEach((fetch) => fetch()));
