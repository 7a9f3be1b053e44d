// Accept, on site, close: one tap each. The button says what is under way, and what failed.
import { post } from "./api.js";
import { h, icon } from "./dom.js";
import { t } from "./texts.js";
import { admin, me, officer } from "./task-words.js";

const NEXT = { open: "accept", accepted: "arrive", "on-site": "close" };
const PAST = { open: 0, accepted: 1, "on-site": 2, closed: 3 };

/**
 * @param bar     where the steps and the button go
 * @param dialog  asks for outcome and reason
 * @param current the task as last known
 * @param changed told the task that the hub answered with
 * @param refetch asks the hub how things stand
 * @returns draws anew
 */
export function steps(bar, dialog, current, changed, refetch) {
  let pending = null;
  let failure = null;

  async function take(step, body) {
    if (pending) return;
    pending = step;
    failure = null;
    draw();
    try {
      const answer = await post(`/api/tasks/${encodeURIComponent(current().id)}/${step}`, body);
      pending = null;
      dialog.close();
      if (answer.id) changed(answer);
      else refetch();
    } catch (refusal) {
      pending = null;
      failure = { step, body, message: refusal.message };
      if (refusal.status === 409) refetch();
    }
    draw();
  }

  const form = dialog.querySelector("form");
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    const { outcome, reason } = Object.fromEntries(new FormData(form));
    take("close", { outcome, reason: reason.trim() });
  });
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());

  function button(step) {
    const waiting = pending === step;
    return h("button", {
      type: "button", class: "button primary wide big", "aria-disabled": waiting && "true", data: { step },
      on: { click: () => (step === "close" ? dialog.showModal() : take(step, {})) },
    }, waiting && icon("turn", "turning"), t(waiting ? `step.${step}.pending` : `step.${step}`));
  }

  function draw() {
    const task = current();
    if (!task) return;
    const step = NEXT[task.state];
    const done = PAST[task.state];
    const others = task.assignee && task.assignee !== me && step;
    const hadFocus = bar.contains(document.activeElement);
    const way = h("ol", { class: "way" }, ["accepted", "on-site", "closed"].map((name, i) =>
      h("li", { class: i < done ? "done" : "", "aria-current": i === done && step ? "step" : null },
        i < done ? icon("done") : h("span", { class: "dot number" }, String(i + 1)), t(`task.${name}`))));
    bar.replaceChildren(...[
      failure && h("div", { class: "notice bad", role: "alert" }, icon("warning"), h("span", {}, failure.message),
        h("button", { type: "button", class: "button", on: { click: () => take(failure.step, failure.body) } }, t("failed.retry"))),
      way,
      others && h("p", { class: "notice" }, icon("person"), t("task.others", task.assignee)),
      step && officer && (!others || admin) && button(step),
    ].filter(Boolean));
    form.querySelector("[type=submit]").disabled = pending === "close";
    form.querySelector("[type=submit]").textContent = t(pending === "close" ? "step.close.pending" : "step.close");
    if (failure?.step === "close" && dialog.open) {
      dialog.querySelector("[data-failure]").textContent = failure.message;
    } else {
      dialog.querySelector("[data-failure]").textContent = "";
    }
    bar.hidden = false;
    if (hadFocus) bar.querySelector("[data-step]")?.focus();
  }

  return draw;
}
