// A change of the rules: what it would do is shown first, then a person says why and does it.
import { post } from "./api.js";
import { h } from "./dom.js";
import { number, t } from "./texts.js";

const $ = (id) => document.getElementById(id);

/** What a change does, as lines. */
export function plan(answer) {
  const parts = [];
  for (const kind of ["added", "changed", "removed", "reworded"]) {
    const ids = answer.difference[kind];
    if (ids.length) parts.push(h("li", {}, h("strong", {}, t(`rules.plan.${kind}`, number(ids.length))), " ", h("span", { class: "mono small" }, ids.join(", "))));
  }
  if (answer.clearsInAll) parts.push(h("li", { class: "rule-clears" }, t("rules.plan.clears", number(answer.clearsInAll))));
  answer.warnings.forEach((w) => parts.push(h("li", { class: "soft" }, `${w.file}:${w.line} ${w.text}`)));
  return parts.length ? parts : [h("li", { class: "soft" }, t("rules.plan.nothing"))];
}

/** Returns a function that asks for a change in the dialog of the page; `done` is called when it was made. */
export function changes(done) {
  const dialog = $("change");
  const form = dialog.querySelector("form");
  let wanted = null;

  form.addEventListener("submit", async (e) => {
    e.preventDefault();
    $("change-do").disabled = true;
    try {
      const answer = await post(wanted.path, { ...wanted.body, reason: new FormData(form).get("reason").trim() });
      dialog.close();
      wanted.then?.(answer);
      done(answer);
    } catch (refusal) {
      $("change-refused").textContent = refusal.message;
    }
    $("change-do").disabled = false;
  });
  $("change-back").addEventListener("click", () => dialog.close());

  return async (title, path, body, then) => {
    wanted = { path, body, then };
    form.reset();
    $("change-title").textContent = title;
    $("change-refused").textContent = "";
    $("change-plan").replaceChildren();
    $("change-do").disabled = true;
    dialog.showModal();
    try {
      $("change-plan").replaceChildren(...plan(await post(path, { ...body, dryRun: true })));
      $("change-do").disabled = false;
    } catch (refusal) {
      $("change-refused").textContent = refusal.message;
    }
  };
}
