// One rule: what its file says, whose alarm stands where, and why.
import { get } from "./api.js";
import { h, perFrame, show } from "./dom.js";
import { pick, t } from "./texts.js";
import { bad } from "./badges.js";
import { since } from "./clock.js";
import { live } from "./live.js";
import { navigation } from "./navigation.js";
import { admin } from "./task-words.js";
import { changes } from "./rule-change.js";
import { explain } from "./rule-explain.js";
import { counts, fileHref, ladder, modeChip, named, standing, subjectLink } from "./rule-words.js";

const $ = (id) => document.getElementById(id);
const id = document.body.dataset.id;
let rule = null;

async function fetchRule() {
  try {
    rule = await get(`/api/rules/${encodeURIComponent(id)}`);
    $("failed").replaceChildren();
    draw();
  } catch (refusal) {
    $("failed").replaceChildren(bad(refusal.message));
  }
}

async function ask(subject) {
  $("subject").value = subject;
  try {
    explain($("explanation"), await get(`/api/rules/${encodeURIComponent(id)}/explain?${new URLSearchParams({ subject })}`));
  } catch (refusal) {
    $("explanation").replaceChildren(bad(refusal.message));
  }
}

const subjectLine = (s) =>
  h("li", {}, standing(s), subjectLink(s.subject, s.name),
    h("button", { type: "button", class: "button", on: { click: () => ask(s.subject) } }, t("rule.why")));

const doing = (d) =>
  h("li", {}, h("span", {}, named("doing", d.what.toLowerCase()), " · ", t(`severity.${d.severity}`), " · ", subjectLink(d.subject)), since(d.at, "ago"));

const draw = perFrame(() => {
  document.title = `${pick(rule.title)} · ${t("brand")}`;
  $("ladder").replaceChildren(ladder(rule.severities));
  $("title").textContent = pick(rule.title);
  $("chips").replaceChildren(modeChip(rule.mode), h("span", { class: "chip" }, named("per", rule.per)),
    h("span", { class: "chip" }, t(rule.task ? "rule.task.yes" : "rule.task.no")));
  $("counts").replaceChildren(counts(rule.counts));
  $("advice").textContent = pick(rule.advice);
  $("definition").textContent = rule.definition;
  $("file").replaceChildren(h("a", { href: fileHref(rule.file) }, t("rule.file", rule.file)), h("span", { class: "soft small" }, ` · ${named("layer", rule.layer)}`));
  show($("subjects"), rule.subjects, (s) => s.subject, (s) => s, subjectLine);
  $("subjects-none").hidden = rule.subjects.length > 0;
  show($("last"), rule.last ?? [], (d) => `${d.subject} ${d.what} ${d.at}`, (d) => d, doing);
  $("last-card").hidden = !rule.last?.length;
  $("mode").hidden = !admin;
  $("mode").textContent = t(rule.mode === "shadow" ? "rule.arm" : "rule.shadow");
});

const nav = navigation();
const change = changes(fetchRule);
$("mode").addEventListener("click", () =>
  change(t(rule.mode === "shadow" ? "rule.arm" : "rule.shadow"), `/api/rules/${encodeURIComponent(id)}/mode`,
    { mode: rule.mode === "shadow" ? "armed" : "shadow" }));
$("ask").addEventListener("submit", (e) => {
  e.preventDefault();
  ask($("subject").value.trim());
});
let later = null;
live({ task: nav, event: () => { later ??= setTimeout(() => { later = null; fetchRule(); }, 1000); } },
  () => [fetchRule, nav].forEach((fetch) => fetch()));
