// Sentences and numbers in the page's language.
const root = document.documentElement;
const sentences = await (await fetch(root.dataset.texts)).json();

export const language = root.lang.startsWith("zh") ? "zh" : "en";

/** t("page.span", 1, 50, 312): the sentence with {0}, {1} … filled in. */
export function t(key, ...values) {
  const sentence = sentences[key];
  if (sentence === undefined) {
    console.warn(`no sentence for ${key}`);
    return key;
  }
  return sentence.replace(/\{(\d)\}/g, (_, i) => String(values[i] ?? ""));
}

/** Is there such a sentence? */
export const has = (key) => key in sentences;

/** The right half of {zh, en}. */
export const pick = (both) => (both ? both[language] || both.zh || both.en || "" : "");

const numbers = new Intl.NumberFormat(root.lang, { maximumFractionDigits: 3 });
export const number = (value) => numbers.format(value);

const moments = new Intl.DateTimeFormat(root.lang, {
  month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false,
});
export const moment = (iso) => moments.format(new Date(iso));

const hours = new Intl.DateTimeFormat(root.lang, { hour: "2-digit", minute: "2-digit", hour12: false });

/** Short where there is little room: hour and minute, with the day only if that is not today. */
export const shortly = (iso) => (new Date(iso).toDateString() === new Date().toDateString() ? hours.format(new Date(iso)) : moment(iso));

const units = { Cel: "°C", "1": "", "{count}": "", "m/s2": "m/s²" };

/** A reading's value with its unit. */
export function reading({ value, unit, metric }) {
  if (typeof value === "boolean") {
    const own = `flag.${metric}.${value}`;
    return has(own) ? t(own) : t(`flag.${value}`);
  }
  if (typeof value?.latitude === "number") return `${value.latitude.toFixed(6)}, ${value.longitude.toFixed(6)}`;
  if (typeof value !== "number") return String(value);
  const code = unit ?? sentences[`unit.${metric}`] ?? "";
  const sign = units[code] ?? code;
  return sign === "%" || sign === "" ? number(value) + sign : `${number(value)} ${sign}`;
}

/** The name of a metric. */
export const metricName = (row) => pick(row) || sentences[`metric.${row.metric}`] || row.metric;

/** How long, roughly. */
export const spanWords = (s) => (s < 120 ? t("span.s", s) : s < 7200 ? t("span.min", Math.round(s / 60)) : t("span.h", Math.round(s / 3600)));

/** Where something is, from large to small as people there say it. */
export function placeWords(place = {}) {
  const near = [place.building, place.floor && t("place.floor", place.floor), place.room && t("place.room", place.room)];
  const far = [place.community, place.street];
  const join = (parts) => parts.filter(Boolean).join(language === "zh" ? " " : ", ");
  return { near: join(near), far: join(language === "zh" ? far.reverse() : far) };
}
