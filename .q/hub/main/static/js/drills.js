// Drills: how the last one of each street went, and one now.
import { get, post } from "./api.js";
import { h, icon, show } from "./dom.js";
import { moment, number, pick, t } from "./texts.js";
import { since } from "./clock.js";
import { operator } from "./roles.js";

const PATIENCE = 660_000; // a drill that fails takes twice its limit, which is five minutes at most
const ORDER = ["failed", "missed", "running", "never", "passed"];
const $ = (id) => document.getElementById(id);

export function standing({ last, missed }) {
  if (last && last.passed === undefined) return "running";
  if (last?.passed === false) return "failed";
  if (missed) return "missed";
  return last ? "passed" : "never";
}

/** Returns a function that fetches and shows the drills anew, and rejects when it cannot. */
export function drills(refused) {
  let under = false;
  let latest = null;

  async function run(streets) {
    if (under) return;
    under = true;
    draw();
    try {
      await post("/api/drills/run", { streets }, PATIENCE);
    } catch (refusal) {
      refused(refusal);
    }
    under = false;
    fetchDrills().catch(refused);
  }

  async function fetchDrills() {
    latest = await get("/api/drills");
    draw();
  }

  function draw() {
    if (!latest) return;
    const { streets, nextAt } = latest;
    const busy = under || streets.some((s) => standing(s) === "running");
    $("drills-card").hidden = false;
    $("drills-next").replaceChildren(nextAt ? t("drill.next", moment(nextAt)) : t("drill.off"));
    $("drills-none").hidden = streets.length > 0;
    const sorted = streets.toSorted((a, b) => ORDER.indexOf(standing(a)) - ORDER.indexOf(standing(b)) || a.street.localeCompare(b.street));
    show($("drills"), sorted, (s) => s.street, (s) => [s, busy], (s) => item(s, busy));
    const all = $("drills-run");
    if (all) {
      all.hidden = streets.length === 0;
      all.disabled = busy;
      all.replaceChildren(...(busy ? [icon("turn", "turning")] : []), t(busy ? "drill.running" : "drill.run.all"));
    }
  }

  function item(s, busy) {
    const how = standing(s);
    const { last } = s;
    const detail = how === "failed" ? pick(last.detail) : how === "missed" ? t("drill.missed.text") : "";
    const words = [
      last?.endedAt && since(last.endedAt, "ago"),
      how === "passed" && last.millis !== undefined && t("drill.took", number(last.millis / 1000)),
      how !== "passed" && s.lastPassedAt && [t("drill.passed.last"), " ", since(s.lastPassedAt, "ago")],
    ].filter(Boolean);
    return h("li", { class: "drill", data: { how } },
      h("span", { class: "drill-street" }, s.street),
      h("span", { class: "chip" }, icon(PICTURE[how], how === "running" ? "turning" : ""), t(`drill.${how}`)),
      detail && h("span", { class: "drill-detail" }, detail, " ", how === "failed" && last.event && h("a", { href: `/events/${encodeURIComponent(last.event)}` }, t("drill.event"))),
      h("span", { class: "soft small drill-when" }, words.flatMap((w, i) => (i ? [" · ", w] : [w])).flat()),
      operator && h("button", { type: "button", class: "button small", disabled: busy, on: { click: () => run([s.street]) } }, t("drill.run")));
  }

  $("drills-run")?.addEventListener("click", () => run([]));
  return fetchDrills;
}

const PICTURE = { failed: "warning", missed: "warning", running: "turn", never: "UNKNOWN", passed: "done" };
