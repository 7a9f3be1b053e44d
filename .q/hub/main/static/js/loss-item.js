// One entry of the loss ledger as a line that opens: what came, as text or as bytes.
import { get } from "./api.js";
import { h } from "./dom.js";
import { has, moment, number, t } from "./texts.js";
import { since } from "./clock.js";

export const lossLook = (e) => [e.id, e.count, e.lastAt, e.replayed?.at];

export const reasonName = (key) => (has(`loss.${key}`) ? t(`loss.${key}`) : key);

/**
 * @param old    the element that showed it before: an open line stays open
 * @param picker goes in front; none if nothing can be picked
 */
export function lossItem(e, old, picker) {
  const body = h("div", { class: "loss-body" });
  const details = h("details", { open: Boolean(old?.querySelector("details")?.open) },
    h("summary", {},
      h("span", { class: "loss-head" },
        h("strong", {}, reasonName(e.reason)),
        e.count > 1 && h("span", { class: "chip number" }, `×${number(e.count)}`),
        e.lifeSafety && h("span", { class: "chip loss-life" }, t("losses.life")),
        e.replayed && h("span", { class: "chip own" }, t("losses.replayed"))),
      h("span", { class: "loss-age" }, since(e.lastAt, "ago")),
      h("span", { class: "loss-what", lang: "en" }, e.sentence),
      h("span", { class: "soft small loss-from" },
        [e.device, e.link].filter(Boolean).join(" · "))),
    body);
  details.addEventListener("toggle", () => details.open && fill(e, body));
  return h("li", { class: "loss", data: { reason: e.reason } }, picker && h("label", { class: "loss-pick" }, picker), details);
}

async function fill(e, body) {
  if (body.childElementCount) return;
  try {
    const entry = await get(`/api/losses/${e.id}`);
    body.replaceChildren(...facts(entry), ...sample(entry.sample));
  } catch (refusal) {
    body.replaceChildren(h("p", { role: "alert" }, refusal.message));
  }
}

const fact = (name, ...value) => [h("dt", {}, t(name)), h("dd", {}, ...value)];

function facts(e) {
  return [h("dl", { class: "facts" },
    ...fact("losses.first", moment(e.firstAt)),
    ...fact("losses.last", moment(e.lastAt)),
    ...(e.device ? fact("losses.from", h("a", { class: "mono", href: `/devices/${encodeURIComponent(e.device)}` }, e.device)) : []),
    ...(e.sample?.source ? fact("losses.source", h("span", { class: "mono" }, e.sample.source)) : []),
    ...(e.replayed ? fact("losses.replayed", t("losses.replayed.by", e.replayed.by, moment(e.replayed.at), number(e.replayed.messages))) : []))];
}

function sample(s) {
  if (!s) return [h("p", { class: "soft" }, t("losses.kept.nothing"))];
  const shown = h("pre", { class: "loss-bytes mono", tabindex: "0" }, s.text);
  const button = (name, text) => h("button", {
    type: "button", "aria-pressed": String(name === "text"), on: {
      click: (click) => {
        shown.textContent = text();
        for (const each of click.target.parentElement.children) each.ariaPressed = String(each === click.target);
      },
    },
  }, t(`losses.as.${name}`));
  return [
    h("div", { class: "loss-bytes-head" },
      h("span", { class: "soft small" }, t(s.kind === "raw" ? "losses.kept.raw" : "losses.kept.message", number(s.size)), !s.whole && ` · ${t("losses.kept.cut")}`),
      h("span", { class: "tabs" }, button("text", () => s.text), button("hex", () => dump(s.hex)))),
    shown];
}

/** Sixteen bytes a line, with where they stand. */
function dump(hex) {
  const lines = [];
  for (let at = 0; at < hex.length; at += 32) {
    const bytes = hex.slice(at, at + 32).match(/../g) ?? [];
    lines.push(`${(at / 2).toString(16).padStart(4, "0")}  ${bytes.join(" ")}`);
  }
  return lines.join("\n");
}
