// Walk tests: those that run as cards, those that are over as lines.
import { h, icon } from "./dom.js";
import { number, t } from "./texts.js";
import { since } from "./clock.js";
import { zoneWords } from "./zone.js";

export const walkLook = (w) => [w.total, w.passed, w.heard, w.until, w.endedAt];

export const walkHref = (w) => `/proving/tests/${encodeURIComponent(w.id)}`;

export const allPassed = (w) => w.passed === w.total;

/** How far a test is, as a strip; the words beside it say the same. */
export function strip(w) {
  const part = (kind, n) => {
    const span = h("span", { class: kind });
    span.style.flexGrow = n;
    return n > 0 && span;
  };
  return h("div", { class: "walk-strip", "aria-hidden": "true" }, part("passed", w.passed), part("heard", w.heard), part("untried", w.total - w.passed - w.heard));
}

/** "5 passed · 1 heard, no alarm · 6 not tried yet"; zeros but the first are left out. */
export function tally(w) {
  const rest = w.total - w.passed - w.heard;
  const over = Boolean(w.endedAt);
  return [t("walk.passed", number(w.passed)), w.heard > 0 && t("walk.heard", number(w.heard)), rest > 0 && t(over ? "walk.untried" : "walk.waiting", number(rest))]
    .filter(Boolean).join(" · ");
}

export function walkCard(w) {
  const zone = zoneWords(w.zone);
  return h("li", {}, h("a", { class: "walk", href: walkHref(w) },
    h("span", { class: "walk-zone" }, zone.head),
    h("span", { class: "walk-left" }, since(w.until, "countdown")),
    h("span", { class: "soft small walk-wide" }, [zone.rest, w.person].filter(Boolean).join(" · ")),
    strip(w),
    h("span", { class: "small walk-wide" }, tally(w))));
}

export const verdict = (w) =>
  h("span", { class: "verdict", data: { passed: String(allPassed(w)) } }, icon(allPassed(w) ? "done" : "warning"),
    allPassed(w) ? t("walk.all", number(w.total)) : t("walk.some", number(w.passed), number(w.total)));

export const endedBy = (w) => (w.endedBy === "hub" ? t("walk.by.time") : t("walk.by", w.endedBy));

export const reportHref = (w, kind = ".html") => `/api/walk-tests/${encodeURIComponent(w.id)}/report${kind}`;

export function endedItem(w) {
  const zone = zoneWords(w.zone);
  return h("li", { class: "ended" },
    h("a", { class: "plain", href: walkHref(w) }, zone.whole),
    verdict(w),
    h("span", { class: "soft small" }, since(w.endedAt, "ago"), " · ", endedBy(w)),
    h("a", { class: "small", href: reportHref(w), download: true }, t("walk.report")));
}
