// All rules: what runs, what is up because of it, from which files, and in which versions.
import { get } from "./api.js";
import { h, perFrame, show } from "./dom.js";
import { moment, number, pick, t } from "./texts.js";
import { bad, nothing } from "./badges.js";
import { live } from "./live.js";
import { navigation } from "./navigation.js";
import { admin } from "./task-words.js";
import { changes } from "./rule-change.js";
import { counts, fileHref, ladder, modeChip, named } from "./rule-words.js";

const $ = (id) => document.getElementById(id);
let rules = [];

async function fetchRules() {
  try {
    const answer = await get("/api/rules");
    rules = answer.items;
    $("failed").replaceChildren();
    draw();
  } catch (refusal) {
    $("failed").replaceChildren(bad(refusal.message));
  }
}

async function fetchSources() {
  try {
    const [files, packs, versions] = await Promise.all([get("/api/rules/files"), get("/api/rules/packs"), get("/api/rules/versions?size=10")]);
    show($("files"), files, (f) => f.name, (f) => f, fileLine);
    show($("packs"), packs, (p) => p.name, (p) => p, packLine);
    show($("versions"), versions.items, (v) => v.version, (v) => v, versionLine);
    $("versions-none").hidden = versions.items.length > 0;
  } catch (refusal) {
    $("failed").replaceChildren(bad(refusal.message));
  }
}

function card(rule) {
  return h("li", { class: "rule", data: { mode: rule.mode } },
    h("a", { href: `/rules/${encodeURIComponent(rule.id)}` },
      ladder(rule.severities),
      h("span", { class: "rule-title" }, pick(rule.title), rule.mode === "shadow" && modeChip(rule.mode)),
      h("span", { class: "soft small rule-where" }, h("span", { class: "mono" }, rule.id), ` · ${named("per", rule.per)} · ${rule.file}`),
      counts(rule.counts)));
}

const fileLine = (f) =>
  h("li", {}, h("a", { href: fileHref(f.name) }, h("span", { class: "mono" }, f.name)),
    h("span", { class: "soft small" }, `${named("layer", f.layer)} · ${t("rules.count", number(f.rules))}`));

const packLine = (p) =>
  h("li", {}, h("span", {}, pick(p.title), " ", h("span", { class: "soft small mono" }, p.name)),
    h("span", { class: "rule-act" }, h("span", { class: "soft small" }, t(p.enabled ? "rules.pack.on" : "rules.pack.off")),
      admin && button(t(p.enabled ? "rules.pack.disable" : "rules.pack.enable"), () =>
        change(t(p.enabled ? "rules.pack.disable" : "rules.pack.enable"), `/api/rules/packs/${encodeURIComponent(p.name)}`, { enabled: !p.enabled }))));

const versionLine = (v) =>
  h("li", {}, h("span", {}, h("strong", { class: "number" }, `${v.version}`), ` ${v.reason}`, v.active && h("span", { class: "chip own" }, t("rules.version.active")),
    h("span", { class: "soft small rule-line" }, `${v.author} · ${moment(v.at)} · ${named("change", v.change)}`)),
    admin && !v.active && button(t("rules.version.back"), () => change(t("rules.version.back.to", v.version), "/api/rules/rollback", { version: v.version })));

const button = (words, click) => h("button", { type: "button", class: "button", on: { click } }, words);

const draw = perFrame(() => {
  const words = $("search").value.trim().toLowerCase();
  const only = $("only").value;
  const wanted = rules.filter((r) =>
    (!words || [r.id, r.title.zh, r.title.en, r.file, r.category].some((x) => x.toLowerCase().includes(words))) &&
    (!only || (only === "up" ? r.counts.up + r.counts.pending > 0 : r.mode === "shadow")));
  show($("rules"), wanted, (r) => r.id, (r) => r, card);
  $("nothing").replaceChildren(...(wanted.length ? [] : [nothing("search", t("rules.empty"), "")]));
});

const nav = navigation();
const all = () => [fetchRules, fetchSources, nav].forEach((fetch) => fetch());
const change = changes(all);
$("filters").addEventListener("input", draw);
$("filters").addEventListener("submit", (e) => e.preventDefault());
$("new-file")?.addEventListener("submit", (e) => {
  e.preventDefault();
  location.assign(fileHref(new FormData(e.target).get("name")));
});
let later = null;
live({ task: nav, event: () => { later ??= setTimeout(() => { later = null; fetchRules(); }, 1000); } }, all);
