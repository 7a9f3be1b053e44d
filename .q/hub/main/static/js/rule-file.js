// A rule file: edit, check, see what it would have done, put it in force.
import { get, post } from "./api.js";
import { h } from "./dom.js";
import { t } from "./texts.js";
import { bad } from "./badges.js";
import { live } from "./live.js";
import { navigation } from "./navigation.js";
import { admin } from "./task-words.js";
import { changes, plan } from "./rule-change.js";
import { rehearser } from "./rule-rehearse.js";
import { named } from "./rule-words.js";

const $ = (id) => document.getElementById(id);
const name = document.body.dataset.id;
const text = $("text");
let version = null;
let saved = null;

async function fetchFile() {
  try {
    const file = await get(`/api/rules/files/${encodeURIComponent(name)}`);
    version = file.version;
    saved = file.text;
    text.value = file.text;
    $("layer").textContent = named("layer", file.layer);
    $("failed").replaceChildren();
  } catch (refusal) {
    if (refusal.status === 404) saved = ""; // a new file
    else $("failed").replaceChildren(bad(refusal.message));
  }
  text.readOnly = !admin;
}

const body = () => ({ files: { [name]: text.value }, basedOn: version });

/** To the line and column that a mistake names. */
function jump(line, column) {
  const lines = text.value.split("\n");
  const at = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  text.focus();
  text.setSelectionRange(at, at + Math.max(1, (lines[line - 1] ?? "").length - column + 1));
  text.scrollTop = ((line - 3) / lines.length) * text.scrollHeight;
}

function show(...items) {
  $("checked").replaceChildren(...items);
  $("checked").scrollIntoView({ block: "nearest" });
}

function mistakes(refusal) {
  if (!refusal.problems.length) return [h("li", {}, bad(refusal.message))];
  return refusal.problems.map(({ field, message }) => {
    const [, file, line, column] = /^(.*):(\d+):(\d+)$/.exec(field) ?? [];
    const words = line ? `${file}:${line}:${column} ${message}` : `${field} ${message}`;
    return h("li", {}, file === name
      ? h("button", { type: "button", class: "mistake", on: { click: () => jump(Number(line), Number(column)) } }, words)
      : h("span", { class: "mistake" }, words));
  });
}

async function check() {
  show(h("li", { class: "soft" }, t("rule.checking")));
  try {
    const answer = await post("/api/rules/apply", { ...body(), dryRun: true });
    show(h("li", { class: "rule-good" }, t("rule.good")), ...plan(answer));
  } catch (refusal) {
    show(...mistakes(refusal));
  }
}

function apply() {
  show(); // what was found before may be mended
  change(t("rule.apply"), "/api/rules/apply", body(), () => show(h("li", { class: "rule-good" }, t("rule.applied"))));
}

/** What is rehearsed. */
function tried() {
  show();
  return { [name]: text.value };
}

const nav = navigation();
const change = changes(fetchFile);
rehearser(tried, (refusal) => show(...mistakes(refusal)));
$("check").hidden = $("apply").hidden = !admin;
$("check").addEventListener("click", check);
$("apply").addEventListener("click", apply);
addEventListener("beforeunload", (e) => {
  if (saved !== null && text.value !== saved) e.preventDefault();
});
fetchFile();
live({ task: nav }, nav);
