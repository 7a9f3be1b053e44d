// How long the hub took, from when a device was last heard until people could know that it is silent.
import { get } from "./api.js";
import { h, show } from "./dom.js";
import { number, t } from "./texts.js";

const seconds = (millis) => number(Math.round(millis / 100) / 10);

/** Returns a function that fetches and shows anew. */
export function reporting(container) {
  return async () => {
    try {
      const { classes } = await get("/api/supervision");
      const used = classes.filter((c) => c.devices > 0 || c.count > 0);
      show(container, used, (c) => c.supervision, (c) => c, line);
    } catch {
      // The page's own call fails as well and says why.
    }
  };
}

const line = (c) =>
  h("li", { class: c.over > 0 ? "reporting over" : "reporting" },
    h("span", {}, t(`supervision.${c.supervision}`)),
    h("span", { class: "soft number" }, c.count > 0
      ? t("reporting.figures", seconds(c.p50), seconds(c.p99), seconds(c.max), number(c.count))
      : t("reporting.none")));
