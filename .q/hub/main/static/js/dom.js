// Builds elements. Text is always text, never markup.

/** h("p", {class: "soft", on: {click}}, "words", child) → element; false and null children are left out. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === "data") {
      Object.assign(element.dataset, value);
    } else {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";
const pictures = new URL("../img/icons.svg", import.meta.url).pathname;

export function icon(name, extra = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `icon ${extra}`.trim());
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${pictures}#${name}`);
  svg.append(use);
  return svg;
}

/**
 * Makes a container show items in order. An element is kept while its item lives and is replaced
 * only when what it shows has changed, so focus and selection survive an update.
 */
export function show(container, items, key, look, build) {
  const old = new Map([...container.children].map((e) => [e.dataset.key, e]));
  const wanted = items.map((item) => {
    const id = String(key(item));
    const version = JSON.stringify(look(item));
    const present = old.get(id);
    if (present && present.dataset.version === version) return present;
    const fresh = build(item, present);
    fresh.dataset.key = id;
    fresh.dataset.version = version;
    return fresh;
  });
  const focused = document.activeElement?.closest("[data-key]");
  const focusKey = focused?.parentElement === container ? focused.dataset.key : null;
  wanted.forEach((element, i) => {
    if (container.children[i] !== element) container.insertBefore(element, container.children[i] ?? null);
  });
  while (container.children.length > wanted.length) container.lastElementChild.remove();
  if (focusKey && !container.contains(document.activeElement)) {
    const heir = wanted.find((e) => e.dataset.key === focusKey);
    (heir?.matches("a,button") ? heir : heir?.querySelector("a,button"))?.focus({ preventScroll: true });
  }
}

/** Calls the function at most once per animation frame, however often it is asked for. */
export function perFrame(draw) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      draw();
    });
  };
}
