// Events as lines: on the events page, and the open ones beside the devices.
import { get } from "./api.js";
import { h, show } from "./dom.js";
import { has, pick, placeWords, t } from "./texts.js";
import { severity } from "./badges.js";
import { since } from "./clock.js";

export const eventLook = (e) => [e.id, e.revision, e.state, e.active, e.recurrences, e.taskId];

export const stateName = (state) => (has(`event.${state}`) ? t(`event.${state}`) : state);

export function eventItem(e) {
  const { near, far } = placeWords(e.place);
  const href = e.taskId ? `/tasks/${encodeURIComponent(e.taskId)}` : `/devices/${encodeURIComponent(e.subject?.id ?? "")}`;
  return h("li", { class: "event", data: { severity: e.severity } },
    h("a", { href },
      severity(e.severity, false),
      h("span", { class: "event-title" }, pick(e.title), e.recurrences > 0 && h("span", { class: "chip again" }, `×${e.recurrences + 1}`)),
      h("span", { class: "event-age" }, since(e.raisedAt)),
      h("span", { class: "soft small" },
        [e.subject?.name, near || far].filter(Boolean).join(" · "), " · ", t(e.active ? "event.active" : "event.cleared"),
        e.state !== "raised" && ` · ${stateName(e.state)}`)));
}

/** Returns a function that fetches and shows the open events anew. */
export function openEvents(list, none) {
  return async () => {
    try {
      const { items } = await get("/api/events?state=open&size=8");
      show(list, items, (e) => e.id, eventLook, eventItem);
      none.hidden = items.length > 0;
    } catch {
      // The page's own call fails as well and says why.
    }
  };
}
