// The card of a device that says whether it is bypassed, and lets those who may change it.
import { get } from "./api.js";
import { h } from "./dom.js";
import { t } from "./texts.js";
import { bypassing, untilChip, whoWords } from "./bypass.js";
import { installer, mayBypass } from "./roles.js";

const $ = (id) => document.getElementById(id);

/** Returns a function that fetches and shows anew. */
export function deviceBypass(id, device, changed) {
  const acting = bypassing(() => {
    fetchBypass();
    changed();
  });

  async function fetchBypass() {
    try {
      draw((await get(`/api/bypasses?device=${encodeURIComponent(id)}`)).items[0]);
    } catch {
      // The page's own call fails as well and says why.
    }
  }

  function draw(bypass) {
    const retired = device()?.state === "RETIRED";
    $("bypass-card").hidden = !bypass && (retired || !mayBypass);
    $("bypass-state").replaceChildren(...(bypass ? open(bypass) : none()));
  }

  const open = (b) => [
    h("div", { class: "device-bypassed" }, untilChip(b), h("span", {}, b.why), whoWords(b)),
    h("div", { class: "bypass-do" }, acting.buttons(b)),
  ];

  function none() {
    const { street, building } = device()?.place ?? {};
    const zone = new URLSearchParams({ ...(street && { street }), ...(building && { building }) });
    return [
      h("p", { class: "soft" }, t("device.bypass.none")),
      h("div", { class: "bypass-do" },
        h("button", { type: "button", class: "button", on: { click: () => acting.open(id, device()?.name) } }, t("device.bypass")),
        installer && building && h("a", { class: "button", href: `/proving?${zone}` }, t("device.walk"))),
    ];
  }

  return fetchBypass;
}
