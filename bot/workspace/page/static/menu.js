// The menu of further things to do, which opens below its button.

import { h, icon } from "./dom.js";
import { textObject } from "./text.js";

/** The menu behind three dots; `clicked` is called with the option that is chosen. */
export function overflow(one, place, clicked) {
  const menu = h("div", { class: "menu", hidden: true });
  const opener = h(
    "button",
    { type: "button", class: "button icon-only", "aria-label": "More", "aria-expanded": "false" },
    icon("more"),
  );
  const show = (open) => {
    menu.hidden = !open;
    opener.setAttribute("aria-expanded", open);
  };
  opener.addEventListener("click", () => show(menu.hidden));
  menu.append(
    ...one.options.map((each) =>
      h(
        "button",
        {
          type: "button",
          onclick: () => {
            show(false);
            clicked(one, place, each.value);
          },
        },
        textObject(each.text),
      ),
    ),
  );
  const whole = h("div", { class: "overflow" }, opener, menu);
  whole.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !menu.hidden) {
      show(false);
      opener.focus();
      event.stopPropagation();
    }
  });
  whole.addEventListener("focusout", (event) => {
    if (!whole.contains(event.relatedTarget)) show(false);
  });
  return whole;
}
