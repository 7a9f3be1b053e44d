// The line on every page that says where the hub is blind because somebody wants it so, and which zone is back.
import { get } from "./api.js";
import { h, icon } from "./dom.js";
import { number, t } from "./texts.js";
import { zoneWords } from "./zone.js";

const EVERY = 60_000;
const line = document.getElementById("abeyance");

export const counted = (key, n) => t(`${key}.${n === 1 ? "one" : "many"}`, number(n));

/** Returns a function that fetches and shows the line anew. It stays as it was if the hub does not answer. */
export function abeyance() {
  async function fetchLine(changed) {
    if (changed?.kind === "DRILL") return;
    try {
      draw(await get("/api/proving"));
    } catch {
      // The page's own call fails as well and says why.
    }
  }
  setInterval(() => document.hidden || fetchLine(), EVERY); // news grow old
  return fetchLine;
}

function draw({ zones, bypassed, overdue, back }) {
  const words = [zones && counted("abeyance.zones", zones), bypassed && counted("abeyance.bypassed", bypassed)].filter(Boolean).join(t("abeyance.and"));
  line.replaceChildren(...[
    words && h("a", { href: "/proving" }, icon("BYPASSED"), h("span", {}, words, overdue > 0 && [t("abeyance.and"), h("span", { class: "overdue" }, t("abeyance.overdue", number(overdue)))])),
    back.length > 0 && news(back[0], back.length - 1),
  ].filter(Boolean));
  line.hidden = line.childElementCount === 0;
}

function news(test, more) {
  const all = test.passed === test.total;
  const result = all ? t("abeyance.back.all") : t("abeyance.back.some", number(test.passed), number(test.total));
  return h("a", { class: "back-in-service", href: `/proving/tests/${encodeURIComponent(test.test)}` },
    icon("done"), h("span", {}, t("abeyance.back", zoneWords(test.zone).whole), h("span", { class: all ? "detail" : "detail failed" }, " · ", result), more > 0 && ` · ${t("abeyance.back.more", number(more))}`));
}
