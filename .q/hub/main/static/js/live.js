// Joins a page to the stream, and says so plainly when the join is broken.
import { follow } from "./stream.js";
import { h, icon } from "./dom.js";
import { t } from "./texts.js";
import { now, since } from "./clock.js";
import { abeyance } from "./abeyance.js";

const PATIENCE = 5000;
const banner = document.getElementById("banner");
let lastHeard = null;
let brokenTimer = null;

function broken() {
  if (brokenTimer) return;
  lastHeard ??= new Date(now()).toISOString();
  brokenTimer = setTimeout(() => {
    document.body.classList.add("stale");
    banner.replaceChildren(icon("turn", "turning"), h("span", {}, t("banner.unreachable"), " ", since(lastHeard, "running")));
    banner.hidden = false;
  }, PATIENCE);
}

function whole() {
  clearTimeout(brokenTimer);
  brokenTimer = null;
  lastHeard = null;
  banner.hidden = true;
  document.body.classList.remove("stale");
}

/** The hub lives, but its database does not answer. */
function database({ awaySince }) {
  if (brokenTimer) return;
  banner.hidden = !awaySince;
  if (awaySince) banner.replaceChildren(icon("turn", "turning"), h("span", {}, t("banner.database"), " ", since(awaySince, "running")));
}

/**
 * @param on      listeners by event name
 * @param refetch called at the start and with each connection
 */
export function live(on, refetch) {
  const line = abeyance();
  const proving = (changed) => {
    line(changed);
    on.proving?.(changed);
  };
  refetch();
  line();
  follow({ ...on, database, proving }, (connected) => {
    if (!connected) return broken();
    whole();
    line();
    refetch(); // the first time too: something may have changed while the stream was opening
  });
}
