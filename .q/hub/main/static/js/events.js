// Everything the rules found, newest first.
import { get } from "./api.js";
import { show } from "./dom.js";
import { t } from "./texts.js";
import { bad, nothing } from "./badges.js";
import { eventItem } from "./event-list.js";
import { eventLook } from "./event-words.js";
import { live } from "./live.js";
import { navigation } from "./navigation.js";
import { pager } from "./pager.js";

const $ = (id) => document.getElementById(id);
let page = 0;

async function fetchPage() {
  const call = new URLSearchParams({ page, size: 50 });
  for (const name of ["state", "severity"]) if ($(name).value) call.set(name, $(name).value);
  try {
    const result = await get(`/api/events?${call}`);
    $("failed").replaceChildren();
    show($("events"), result.items, (e) => e.id, eventLook, eventItem);
    $("nothing").replaceChildren(...(result.items.length ? [] : [nothing("calm", t("events.empty"), t("events.empty.text"))]));
    pager($("pager"), result, go);
  } catch (refusal) {
    $("failed").replaceChildren(bad(refusal.message));
  }
}

function go(to) {
  page = to;
  fetchPage();
}

$("filters").addEventListener("input", () => go(0));
$("filters").addEventListener("submit", (e) => e.preventDefault());
const nav = navigation();
live({ event: fetchPage, task: nav }, () => [fetchPage, nav].forEach((fetch) => fetch()));
