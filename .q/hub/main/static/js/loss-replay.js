// Asks what a replay would do, shows it, and does it when told to.
import { post } from "./api.js";
import { h, icon } from "./dom.js";
import { moment, number, pick, t } from "./texts.js";

const PICTURE = { replayed: "done", refused: "warning", nothing: "BYPASSED" };
const $ = (id) => document.getElementById(id);

/** Returns a function that opens the dialog for entries; `done` is called when some were replayed. */
export function replayer(done) {
  const dialog = $("replay");
  let ids = [];
  let over = false;

  async function ask(dryRun) {
    $("refused").textContent = "";
    $("run").disabled = true;
    try {
      const answer = await post("/api/losses/replay", { ids, dryRun });
      over = !dryRun;
      draw(answer);
    } catch (refusal) {
      $("refused").textContent = refusal.message;
      $("run").disabled = dryRun;
    }
  }

  function draw({ dryRun, results }) {
    const good = results.filter((r) => r.outcome === "replayed" || r.outcome === "nothing").length;
    $("results").replaceChildren(...results.map(line));
    $("run").disabled = dryRun && good === 0;
    $("run").textContent = dryRun ? t("replay.run", number(good)) : t("replay.close");
    $("back").hidden = !dryRun;
    $("replay-title").textContent = t(dryRun ? "replay.preview" : "replay.done");
    dialog.querySelector("p.soft").textContent = dryRun ? t("replay.lead") : t("replay.lead.done", number(good), number(results.length));
  }

  dialog.querySelector("form").addEventListener("submit", (e) => {
    e.preventDefault();
    if (over) dialog.close();
    else ask(false);
  });
  $("back").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => over && done());

  return (chosen) => {
    ids = chosen;
    over = false;
    $("results").replaceChildren();
    dialog.showModal();
    ask(true);
  };
}

function line(r) {
  return h("li", { data: { outcome: r.outcome } },
    icon(PICTURE[r.outcome] ?? "UNKNOWN"),
    h("span", {}, h("strong", {}, t(`replay.${r.outcome}`)), " ", h("span", { class: "soft" }, pick(r.what))),
    ...r.messages.map((m) => h("span", { class: "small replay-said" },
      h("span", { class: "mono" }, m.device), ` · ${m.kind} · ${moment(m.observedAt)}`, m.lane === "life-safety" && ` · ${t("replay.life")}`)));
}
