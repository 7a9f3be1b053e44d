// The strip that says whether the links of the hub are up.
import { get } from "./api.js";
import { h, icon, show } from "./dom.js";
import { number, pick, t } from "./texts.js";
import { since } from "./clock.js";

const picture = { RUNNING: "ONLINE", STARTING: "LATE", BACKING_OFF: "FAULT", STOPPED: "BYPASSED" };

/** Returns a function that fetches and shows anew; called without anything at the start and with each change. */
export function links(container) {
  return async () => {
    try {
      const all = await get("/api/links");
      const telling = all.filter((l) => l.status !== "RUNNING" || l.devices > 0); // that one runs for nobody is no news
      show(container, telling.length ? telling : all, (l) => l.name, (l) => [l.status, l.detail, l.devices, l.rejected, l.lost], link);
    } catch {
      // The page's own call fails as well and says why.
    }
  };
}

const link = (l) =>
  h("li", { class: "link", data: { health: picture[l.status] }, title: pick(l.detail) },
    icon(picture[l.status]),
    h("strong", {}, l.name),
    h("span", {}, t(`link.${l.status}`)),
    l.status !== "RUNNING" && l.since && since(l.since),
    h("span", { class: "soft number" }, t("link.devices", number(l.devices ?? 0))),
    (l.lost ?? 0) > 0 && h("span", { class: "number" }, t("link.lost", number(l.lost))));
