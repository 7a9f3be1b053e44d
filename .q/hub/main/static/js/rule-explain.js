// Why a rule is quiet, waiting or up for one device or place.
import { h, icon } from "./dom.js";
import { moment, pick, t } from "./texts.js";
import { since } from "./clock.js";
import { named } from "./rule-words.js";

const VERDICTS = new Map([[true, "done"], [false, "BYPASSED"], [null, "UNKNOWN"]]);

const value = (v) => (typeof v === "boolean" ? t(`flag.${v}`) : typeof v === "number" ? String(Math.round(v * 1000) / 1000) : String(v));

/** Of what only joins its parts, the joint: the parts follow. */
const words = (p) => (p.parts?.length ? p.text.replace(/^\{ *(any|all|not):.*$/s, "$1") : p.text);

/** A condition with its parts: what it says, what is known, and what is missing. */
function part(p) {
  const verdict = p.verdict ?? null;
  return h("li", { class: "part", data: { verdict: String(verdict) } },
    h("div", { class: "part-line" },
      icon(VERDICTS.get(verdict)),
      h("span", { class: "mono" }, words(p)),
      h("span", { class: "part-known" },
        p.value !== null && p.value !== undefined && h("strong", { class: "number" }, value(p.value)),
        p.heardAt && since(p.heardAt, "ago"),
        p.missing && h("span", { class: "part-missing" }, t("rule.missing", p.missing)),
        p.turnsAt && h("span", { class: "soft" }, t("rule.turns", moment(p.turnsAt))))),
    p.parts?.length > 0 && h("ul", {}, p.parts.map(part)));
}

/** Fills the element with an explanation: the reason in words, then each condition. */
export function explain(element, e) {
  element.replaceChildren(
    h("p", { class: "explain-standing" }, h("strong", {}, pick(e.sentences?.[0]) || named("standing", e.standing)),
      e.movesAt && h("span", { class: "soft" }, " · ", t("rule.moves", moment(e.movesAt)))),
    h("ul", { class: "parts" }, e.levels.map(part)));
}
