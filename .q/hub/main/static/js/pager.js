// "51–100 of 4,866", and the two ways on.
import { h, icon } from "./dom.js";
import { number, t } from "./texts.js";

export function pager(container, { page, size, total }, go) {
  const last = Math.max(0, Math.ceil(total / size) - 1);
  container.hidden = total === 0;
  const look = [page, size, total].join();
  if (container.dataset.look === look) return;
  container.dataset.look = look;
  const button = (name, picture, to) =>
    h("button", { type: "button", class: "button", "aria-label": t(name), disabled: to < 0 || to > last, on: { click: () => go(to) } },
      icon(picture));
  container.replaceChildren(
    h("span", { class: "soft number" }, t("page.span", number(page * size + 1), number(Math.min(total, (page + 1) * size)), number(total))),
    ...(last > 0 ? [button("page.back", "back", page - 1), button("page.next", "next", page + 1)] : []));
}
