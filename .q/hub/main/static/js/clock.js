// How long ago. Reckons with the hub's clock, because a phone's can be wrong.
import { t, moment } from "./texts.js";
import { h } from "./dom.js";

let ahead = 0;

/** Learns the hub's time from an answer's Date header. */
export function learn(date) {
  const skew = Date.parse(date) - Date.now();
  if (Number.isFinite(skew)) ahead = Math.abs(skew) > 2000 ? skew : 0;
}

export const now = () => Date.now() + ahead;

const two = (n) => String(n).padStart(2, "0");

/** @param way 1 for the time since, -1 for the time until */
function split(iso, way = 1) {
  const seconds = Math.max(0, Math.floor((way * (now() - Date.parse(iso))) / 1000));
  return {
    s: seconds % 60, m: Math.floor(seconds / 60) % 60, h: Math.floor(seconds / 3600) % 24,
    d: Math.floor(seconds / 86400),
  };
}

const isNow = (iso) => now() - Date.parse(iso) < 5000;

function words(a) {
  if (a.d) return t("age.days", a.d, a.h);
  if (a.h) return t("age.hours", a.h, a.m);
  return a.m ? t("age.minutes", a.m) : t("age.seconds", a.s);
}

function digits(a) {
  if (a.d) return t("age.days", a.d, a.h);
  return a.h ? `${a.h}:${two(a.m)}:${two(a.s)}` : `${two(a.m)}:${two(a.s)}`;
}

const forms = {
  /** "12 s", "3 min", "2 h 10 min", "3 d 4 h" */
  age: (iso) => words(split(iso)),
  /** The same until a time that is to come. */
  left: (iso) => words(split(iso, -1)),
  /** "just now", "12 s" */
  recent: (iso) => (isNow(iso) ? t("age.now") : forms.age(iso)),
  /** "just now", "3 min ago" */
  ago: (iso) => (isNow(iso) ? t("age.now") : t("age.ago", forms.age(iso))),
  /** "03:12", "1:03:12", "2 d 03:12" */
  running: (iso) => digits(split(iso)),
  /** The same until a time that is to come. */
  countdown: (iso) => digits(split(iso, -1)),
};

/** A time that keeps telling its age. */
export function since(iso, form = "age", properties = {}) {
  if (!iso) return h("span", { class: "soft" }, t("age.never"));
  const { data, ...others } = properties;
  return h("time", { datetime: iso, title: moment(iso), ...others, data: { ...data, form } }, forms[form](iso));
}

function tick() {
  if (document.hidden) return;
  for (const element of document.querySelectorAll("time[data-form]")) {
    const text = forms[element.dataset.form](element.dateTime);
    if (element.textContent !== text) element.textContent = text;
  }
}

setInterval(tick, 1000);
document.addEventListener("visibilitychange", tick);
