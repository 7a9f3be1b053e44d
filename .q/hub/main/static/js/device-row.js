// One device as a line of the table and of the blind list.
import { h } from "./dom.js";
import { t, pick, placeWords } from "./texts.js";
import { health } from "./badges.js";
import { since } from "./clock.js";

/** What of a device the line shows; the line is rebuilt when this changes. */
export const deviceLook = (d) => [d.name, d.health, d.healthReason, d.lastHeardAt, d.since, d.place, d.battery, d.state];

const isWell = (d) => d.health === "ONLINE";

export function deviceRow(d) {
  const { near, far } = placeWords(d.place);
  return h("tr", {},
    h("td", { class: "cell-health" }, health(d.health)),
    h("td", { class: "cell-name" },
      h("a", { href: `/devices/${encodeURIComponent(d.id)}` }, d.name || d.id),
      h("span", { class: "soft small" }, h("span", { class: "mono" }, d.id), " · ", pick(d.typeName))),
    h("td", { class: "cell-place" }, near || far || h("span", { class: "soft" }, t("place.none")),
      h("span", { class: "soft small" }, [near && far, d.grid].filter(Boolean).join(" · "))),
    h("td", { class: "cell-reason" }, isWell(d) ? "" : pick(d.healthReason),
      !isWell(d) && d.since && h("span", { class: "soft small" }, t("devices.since"), " ", since(d.since))),
    h("td", { class: "cell-heard" }, h("span", { class: "label soft" }, t("devices.heard"), " "), since(d.lastHeardAt, "recent")));
}

/** A line of "blind now": who, where, why, for how long. */
export function blindItem(d) {
  const { near, far } = placeWords(d.place);
  return h("li", {},
    h("a", { href: `/devices/${encodeURIComponent(d.id)}` },
      h("span", { class: "blind-name" }, d.name || d.id),
      h("span", { class: "blind-age" }, since(d.since ?? d.lastHeardAt)),
      h("span", { class: "soft small" }, [near, far].filter(Boolean).join(" · ") || d.grid)));
}
