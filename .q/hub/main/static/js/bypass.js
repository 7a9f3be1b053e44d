// Bypasses: their lines, and the two things a person can do about them.
import { post } from "./api.js";
import { h, icon } from "./dom.js";
import { moment, placeWords, t } from "./texts.js";
import { now, since } from "./clock.js";
import { mayBypass } from "./roles.js";
import { question, sheet } from "./sheet.js";

export const isOverdue = (b) => b.overdue || Date.parse(b.until) < now();

export const bypassLook = (b) => [b.id, isOverdue(b), b.name, b.place];

export function untilChip(b) {
  const late = isOverdue(b);
  return h("span", { class: late ? "chip overdue" : "chip", title: moment(b.until) }, late && icon("warning"),
    h("span", {}, t(late ? "bypass.overdue" : "bypass.left"), " ", since(b.until, late ? "age" : "left")));
}

export const whoWords = (b) => h("span", { class: "soft small" }, b.person, " · ", since(b.since, "ago"), " · ", t("bypass.until"), " ", moment(b.until));

/**
 * Returns what makes the two buttons of a bypass, and opens the dialog for a device.
 *
 * @param done called when something was changed
 */
export function bypassing(done) {
  if (!mayBypass) return { open() {}, buttons: () => [] };
  const ask = question();
  const dialog = sheet("bypass", async ({ device }, { why, span, until }) => {
    const end = span ? { forSeconds: Number(span) } : { until: until ? new Date(until).toISOString() : null };
    await post(`/api/devices/${encodeURIComponent(device)}/bypass`, { why: why.trim(), ...end });
    done();
  });
  const other = dialog.form.querySelector("[name=until]");
  const showOther = () => {
    other.parentElement.hidden = dialog.form.span.value !== "";
    other.required = !other.parentElement.hidden;
  };
  dialog.form.addEventListener("change", showOther);

  function open(device, name, bypass) {
    dialog.open({ device }, (form) => {
      form.querySelector("h2").textContent = t(bypass ? "bypass.change" : "bypass.begin", name || device);
      form.why.value = bypass?.why ?? "";
      showOther();
    });
  }

  const end = (b) => ask(t("bypass.end.title", b.name || b.device), t("bypass.end.text"), t("bypass.end"), async () => {
    await post(`/api/devices/${encodeURIComponent(b.device)}/unbypass`);
    done();
  });

  const button = (words, click) => h("button", { type: "button", class: "button", on: { click } }, words);
  return { open, buttons: (b) => [button(t("bypass.extend"), () => open(b.device, b.name, b)), button(t("bypass.end"), () => end(b))] };
}

export function bypassItem(b, buttons) {
  const { near, far } = placeWords(b.place);
  return h("li", { class: "bypass", data: { overdue: String(isOverdue(b)) } },
    h("div", { class: "bypass-what" },
      h("a", { class: "plain", href: `/devices/${encodeURIComponent(b.device)}` }, b.name || b.device),
      h("span", { class: "soft small" }, [near, far].filter(Boolean).join(" · ") || t("place.none"))),
    h("div", { class: "bypass-why" }, h("span", {}, b.why), whoWords(b)),
    untilChip(b),
    h("div", { class: "bypass-do" }, buttons));
}
