// Severity and health, the same on every page.
import { h, icon } from "./dom.js";
import { t } from "./texts.js";

export const SEVERITIES = ["I", "II", "III", "IV"];
export const HEALTHS = ["SILENT", "FAULT", "LATE", "UNKNOWN", "BYPASSED", "ONLINE"];

/** The shape with the numeral, and the word. */
export const severity = (level, word = true) =>
  h("span", { class: "severity", data: { severity: level } },
    h("span", { class: "shape", "aria-hidden": "true" }, level),
    h("span", { class: word ? "" : "unseen" }, t(`severity.${level}`)));

export const health = (state) =>
  h("span", { class: "health", data: { health: state } }, icon(state), t(`health.${state}`));

/** Something to look at where there is nothing. */
export const nothing = (picture, title, text) =>
  h("div", { class: "nothing" }, icon(picture), h("strong", {}, title), text && h("p", {}, text));

export const bad = (message) =>
  h("div", { class: "notice bad", role: "alert" }, icon("warning"), h("span", {}, message));
