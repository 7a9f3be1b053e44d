// What the pages of rules have in common.
import { h, icon } from "./dom.js";
import { has, moment, number, t } from "./texts.js";
import { severity } from "./badges.js";
import { since } from "./clock.js";

export const ladder = (severities) => h("span", { class: "ladder" }, severities.map((level) => severity(level, false)));

export const modeChip = (mode) => h("span", { class: mode === "shadow" ? "chip shadow" : "chip" }, t(`rule.mode.${mode}`));

export const named = (kind, key) => (has(`rule.${kind}.${key}`) ? t(`rule.${kind}.${key}`) : key);

export const fileHref = (name) => `/rules/files/${encodeURIComponent(name)}`;

/** Up, waiting, raised since: the first is what somebody looks for. */
export const counts = (c) =>
  h("span", { class: "rule-counts" },
    h("span", { class: c.up ? "rule-up some" : "rule-up" }, h("strong", { class: "number" }, number(c.up)), t("rule.up")),
    h("span", {}, h("strong", { class: "number" }, number(c.pending)), t("rule.pending")),
    h("span", { title: c.since ? moment(c.since) : null }, h("strong", { class: "number" }, number(c.raised)), t("rule.raised")));

/** A device by a link, a place by its name. */
export const subjectLink = (subject, name = subject) =>
  subject.includes(":") ? h("span", {}, name) : h("a", { href: `/devices/${encodeURIComponent(subject)}` }, name);

export const standing = (line) =>
  h("span", { class: "standing", data: { standing: line.standing } },
    line.severity ? severity(line.severity, false) : icon("turn"), named("standing", line.standing), " ", since(line.since));
