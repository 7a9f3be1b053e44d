// The card of a device that says whether it is bypassed, and lets those who may change it.
import { get } from "./api.js";
import { h } from "./dom.js";
import { t } from "./texts.js";
import { since } from "./clock.js";
import { walkHref } from "./walk-words.js";
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
      const of = `?device=${encodeURIComponent(id)}`;
      const [bypasses, tests] = await Promise.all([get(`/api/bypasses${of}`), get(`/api/walk-tests${of}`)]);
      draw(bypasses.items[0], tests[0]);
    } catch {
      // The page's own call fails as well and says why.
    }
  }

  function draw(bypass, test) {
    const retired = device()?.state === "RETIRED";
    $("bypass-card").hidden = !bypass && !test && (retired || !mayBypass);
    $("bypass-state").replaceChildren(...(test ? inTest(test) : []), ...(bypass ? open(bypass) : none(test)));
  }

  const inTest = (w) => [h("p", { class: "device-in-test" },
    h("a", { href: walkHref(w) }, t("device.in-test")), " ", since(w.until, "countdown"), h("span", { class: "soft small" }, " · ", w.person))];

  const open = (b) => [
    h("div", { class: "device-bypassed" }, untilChip(b), h("span", {}, b.why), whoWords(b)),
    h("div", { class: "bypass-do" }, acting.buttons(b)),
  ];

  function none(test) {
    if (!mayBypass) return [];
    const { street, building } = device()?.place ?? {};
    const zone = new URLSearchParams({ ...(street && { street }), ...(building && { building }) });
    return [
      ...(test ? [] : [h("p", { class: "soft" }, t("device.bypass.none"))]),
      h("div", { class: "bypass-do" },
        h("button", { type: "button", class: "button", on: { click: () => acting.open(id, device()?.name) } }, t("device.bypass")),
        installer && !test && building && h("a", { class: "button", href: `/proving?${zone}` }, t("device.walk"))),
    ];
  }

  return fetchBypass;
}
