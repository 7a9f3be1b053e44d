// When alarms could not have been seen today, of all devices together.
import { get } from "./api.js";
import { h, show } from "./dom.js";
import { number, shortly, spanWords, t } from "./texts.js";

const MOST = 8;
const $ = (id) => document.getElementById(id);

/** Fetches and shows anew; rejects when it cannot. */
export async function blindToday() {
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  const { counts, items } = await get(`/api/supervision/blind?from=${midnight.toISOString()}`);
  $("blind-none").hidden = counts.length > 0;
  show($("blind-counts"), counts, (c) => c.reason, (c) => c, (c) =>
    h("li", {}, h("strong", { class: "number" }, number(c.windows)), " ", t(`blind.${c.reason}`),
      c.lasting > 0 && h("span", { class: "soft" }, " · ", t("blind.lasting", number(c.lasting)))));
  show($("blind-items"), items.slice(0, MOST), (w) => `${w.of} ${w.id} ${w.reason} ${w.from}`, (w) => w, item);
  $("blind-rest").hidden = items.length <= MOST;
}

function item(w) {
  const name = w.name ?? w.id ?? t("blind.all");
  const what = [
    h("span", { class: "blind-name" }, name),
    h("span", { class: "blind-age" }, w.to ? spanWords(w.seconds) : t("device.blind.now")),
    h("span", { class: "soft small" }, t(`blind.${w.reason}`), " · ", shortly(w.from), w.to ? ` – ${shortly(w.to)}` : ""),
  ];
  return h("li", {}, w.of === "device" ? h("a", { href: `/devices/${encodeURIComponent(w.id)}` }, what) : h("div", { class: "blind-line" }, what));
}
