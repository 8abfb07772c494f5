// A select whose options the app suggests while somebody types: a combobox.

import { h } from "./dom.js";
import { act } from "./server.js";

const PAUSE = 150; // milliseconds without typing before the app is asked

export function suggesting(one, place, initial, changed) {
  const { surface, block } = place;
  const listId = `${surface.id}-${block.block_id}-options`;
  const field = h("input", {
    id: place.id,
    type: "text",
    role: "combobox",
    autocomplete: "off",
    required: place.required,
    "aria-expanded": "false",
    "aria-controls": listId,
    "aria-autocomplete": "list",
    "aria-label": place.id ? undefined : (one.placeholder?.text ?? "Type to search"),
    placeholder: one.placeholder?.text ?? "Type to search",
    value: initial?.text.text ?? "",
  });
  const list = h("ul", { id: listId, role: "listbox", "aria-label": "Suggestions", hidden: true });
  let chosen = initial ?? null;
  let options = [];
  let current = -1;
  let timer;

  function show(found) {
    options = found;
    current = -1;
    list.replaceChildren(
      ...found.map((each, number) =>
        h(
          "li",
          {
            id: `${listId}-${number}`,
            role: "option",
            "aria-selected": "false",
            onpointerdown: (event) => {
              event.preventDefault();
              take(number);
            },
          },
          each.text.text,
          each.description && h("small", {}, each.description.text),
        ),
      ),
    );
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    field.removeAttribute("aria-activedescendant");
  }

  function take(number) {
    clearTimeout(timer);
    chosen = options[number];
    field.value = chosen.text.text;
    show([]);
    changed(place, chosen);
  }

  function move(by) {
    if (!options.length) return;
    current = (current + by + options.length) % options.length;
    [...list.children].forEach((item, number) =>
      item.setAttribute("aria-selected", String(number === current)),
    );
    field.setAttribute("aria-activedescendant", `${listId}-${current}`);
    list.children[current].scrollIntoView({ block: "nearest" });
  }

  async function ask() {
    const typed = field.value;
    if (typed.length < (one.min_query_length ?? 3)) return show([]);
    const answer = await act({
      deed: "suggest",
      ...surface.ref,
      block_id: block.block_id,
      action_id: one.action_id,
      typed,
    });
    if (!chosen && field.value === typed && document.activeElement === field) show(answer.options ?? []);
  }

  field.addEventListener("input", () => {
    chosen = null;
    show([]); // what was suggested for other letters
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener("focus", () => {
    if (!field.value) ask();
  });
  field.addEventListener("blur", () => {
    show([]);
    if (!chosen) field.value = "";
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && current >= 0) take(current);
    else if (event.key === "Escape" && !list.hidden) show([]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  surface.fields?.set(`${block.block_id}/${one.action_id}`, {
    block_id: block.block_id,
    action_id: one.action_id,
    read: () => chosen,
    write: (value) => {
      chosen = value;
      field.value = value?.text.text ?? "";
    },
  });
  return h("div", { class: "combobox" }, field, list);
}
