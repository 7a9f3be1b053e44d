// What the rules being edited would have done in the past, beside what the running ones did.
import { lines } from "./api.js";
import { h } from "./dom.js";
import { moment, number, pick, t } from "./texts.js";
import { severity } from "./badges.js";
import { named, subjectLink } from "./rule-words.js";

const $ = (id) => document.getElementById(id);
const KINDS = ["gained", "lost", "earlier", "later", "graver", "milder"];
const DAY = 86_400_000;

const differences = (r) => KINDS.filter((kind) => r[kind] > 0).map((kind) => h("span", { class: `chip ${kind}` }, `${named("difference", kind)} ${number(r[kind])}`));

const row = (r) =>
  h("tr", {}, h("td", {}, severity(r.severity, false), " ", pick(r.title), h("span", { class: "soft small mono rule-line" }, r.id)),
    h("td", { class: "number" }, number(r.candidate.raised)), h("td", { class: "number" }, number(r.running.raised)),
    h("td", {}, differences(r),
      r.unheard.length > 0 && h("span", { class: "soft small rule-line" }, t("rehearse.unheard", r.unheard.join(", "))),
      r.examples.length > 0 && h("details", {}, h("summary", {}, t("rehearse.examples", number(r.examples.length))),
        h("ul", { class: "examples" }, r.examples.map((e) => h("li", {}, `${named("difference", e.kind)} · ${moment(e.at)} · `, subjectLink(e.subject, e.name)))))));

function result(outcome) {
  $("outcome").replaceChildren(
    h("p", { class: "soft" }, t("rehearse.done", moment(outcome.from), moment(outcome.to), number(outcome.records), number(outcome.seconds))),
    ...outcome.gaps.map((g) => h("p", { class: "notice" }, `${named("gap", g.kind)} · ${moment(g.from)} – ${moment(g.to)} ${g.detail}`)),
    h("div", { class: "scroll" }, h("table", { class: "rehearsed" },
      h("thead", {}, h("tr", {}, ["rehearse.rule", "rehearse.candidate", "rehearse.running", "rehearse.what"].map((key) => h("th", {}, t(key))))),
      h("tbody", {}, outcome.rules.filter((r) => r.novelty !== "beside" || KINDS.some((kind) => r[kind] > 0)).map(row)))));
}

/**
 * @param files the files to try, text by name
 * @param refused told when the hub refuses them
 */
export function rehearser(files, refused) {
  let abort = null;

  async function run() {
    if (abort) return abort.abort();
    abort = new AbortController();
    $("rehearse").textContent = t("rehearse.stop");
    $("outcome").replaceChildren();
    $("progress").hidden = false;
    $("progress").value = 0;
    try {
      const from = new Date(Date.now() - Number($("span").value) * DAY).toISOString();
      await lines("/api/rules/rehearse", { files: files(), from }, told, abort.signal);
    } catch (problem) {
      if (problem.name !== "AbortError") refused(problem.problems ? problem : { problems: [], message: t("failed.unreachable") });
    }
    abort = null;
    $("progress").hidden = true;
    $("rehearse").textContent = t("rehearse.run");
  }

  function told({ progress, result: outcome, failed }) {
    if (progress) $("progress").value = progress.fraction;
    if (outcome) result(outcome);
    if (failed) refused({ problems: [], message: `${failed.detail} ${failed.hint}` });
  }

  $("rehearse").addEventListener("click", run);
}
