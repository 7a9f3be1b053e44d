// Events as lines: on the events page, and the open ones beside the devices.
import { get } from "./api.js";
import { h, show } from "./dom.js";
import { placeWords, t } from "./texts.js";
import { severity } from "./badges.js";
import { since } from "./clock.js";
import { escalatedChip, eventHref, eventLook, eventTitle, lateChip, markChip, secondaryChip, soundingChip, stateName, subjectName } from "./event-words.js";

export function eventItem(e) {
  const { near, far } = placeWords(e.place);
  return h("li", { class: "event", data: { severity: e.severity } },
    h("a", { href: eventHref(e) },
      severity(e.severity, false),
      h("span", { class: "event-title" }, eventTitle(e), e.recurrences > 0 && h("span", { class: "chip again" }, `×${e.recurrences + 1}`),
        markChip(e), lateChip(e), secondaryChip(e), escalatedChip(e), soundingChip(e)),
      h("span", { class: "event-age" }, since(e.raisedAt)),
      h("span", { class: "soft small" },
        [subjectName(e), near || far].filter(Boolean).join(" · "), " · ", t(e.active ? "event.active" : "event.cleared"),
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
