// The count of open tasks at the navigation, on every page.
import { get } from "./api.js";
import { number, t } from "./texts.js";

/** Returns a function that fetches and shows the count anew. */
export function navigation() {
  const badge = document.getElementById("tasks-open");
  return async () => {
    if (!badge) return;
    try {
      const { tasks } = await get("/api/overview");
      badge.hidden = !tasks?.open;
      badge.textContent = number(tasks?.open ?? 0);
      badge.ariaLabel = t("tasks.count", tasks?.open ?? 0);
    } catch {
      badge.hidden = true; // no number rather than an old one
    }
  };
}
