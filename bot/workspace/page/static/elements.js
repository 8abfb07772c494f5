// What can be clicked, chosen and filled in. A surface is where an element stands:
//   id      a prefix for ids of nodes
//   ref     the message {channel, ts} or the view {view}, as the server knows it
//   values  what is chosen there already, by block and action id
//   fields  readers of what is filled in, by "block/action": a modal collects them when it is submitted

import { suggesting } from "./suggest.js";
import { confirmed } from "./confirm.js";
import { h, icon } from "./dom.js";
import { overflow } from "./menu.js";
import { act } from "./server.js";
import { textObject } from "./text.js";

const DRAWN = {
  button: (one, place) =>
    h(
      "button",
      {
        type: "button",
        class: `button ${one.style ?? ""}`,
        "aria-label": one.accessibility_label,
        onclick: () => clicked(one, place),
      },
      textObject(one.text),
    ),
  checkboxes: (one, place) => choices("checkbox", one, place),
  channels_select: (one, place) => select(one, place, surroundings.channels(), "selected_channel"),
  conversations_select: (one, place) => select(one, place, surroundings.channels(), "selected_conversation"),
  datepicker: (one, place) => typed("date", one, place, one.initial_date, "selected_date"),
  email_text_input: (one, place) => typed("email", one, place, one.initial_value),
  external_select: (one, place) =>
    suggesting(one, place, chosenIn(place)?.selected_option ?? one.initial_option, changed),
  feedback_buttons: feedback,
  icon_button: (one, place) =>
    h(
      "button",
      {
        type: "button",
        class: "button icon-only",
        "aria-label": one.accessibility_label ?? one.text.text,
        title: one.text.text,
        onclick: () => clicked(one, place),
      },
      one.icon === "trash" ? "🗑" : textObject(one.text),
    ),
  multi_static_select: (one, place) => choices("checkbox", { ...one, options: optionsOf(one) }, place),
  number_input: (one, place) => typed("number", one, place, one.initial_value),
  overflow: (one, place) => overflow(one, place, clicked),
  plain_text_input: (one, place) => typed(one.multiline ? "textarea" : "text", one, place, one.initial_value),
  radio_buttons: (one, place) => choices("radio", one, place),
  static_select: (one, place) => select(one, place, optionsOf(one), "selected_option"),
  timepicker: (one, place) => typed("time", one, place, one.initial_time, "selected_time"),
  url_text_input: (one, place) => typed("url", one, place, one.initial_value),
  users_select: (one, place) => select(one, place, surroundings.people(), "selected_user"),
};

export const surroundings = { channels: () => [], people: () => [] };

export function control(element, block, surface, { id, required } = {}) {
  const draw = DRAWN[element.type];
  if (!draw) return h("span", { class: "context" }, `[${element.type}]`);
  const inModal = block.type === "input" && !block.dispatch_action;
  return draw(element, { surface, block, element, id, required, silent: inModal });
}

export const option = (value, text) => ({ text: { type: "plain_text", text }, value });

const optionsOf = (one) => one.options ?? one.option_groups.flatMap((group) => group.options);
const chosenIn = ({ surface, block, element }) => surface.values?.[block.block_id]?.[element.action_id];

async function clicked(one, place, choice = null) {
  if (one.confirm && !(await confirmed(one.confirm))) return;
  if (one.url) window.open(one.url, "_blank", "noreferrer");
  await send(place, choice);
}

function send({ surface, block, element }, choice) {
  const answers = surface.answers?.() ?? [];
  return act({
    deed: "choose",
    ...surface.ref,
    block_id: block.block_id,
    action_id: element.action_id,
    choice,
    answers,
  });
}

/** Say that something was chosen: at once, unless it is a field of a modal, which tells when it is submitted. */
function changed(place, choice) {
  if (!place.silent) clicked(place.element, place, choice);
}

function register({ surface, block, element }, read, write) {
  surface.fields?.set(`${block.block_id}/${element.action_id}`, {
    block_id: block.block_id,
    action_id: element.action_id,
    read,
    write,
  });
}

/** A field that holds one value, or none. */
function registerField(place, field) {
  register(
    place,
    () => field.value || null,
    (value) => {
      field.value = value ?? "";
    },
  );
}

function typed(type, one, place, initial, key = "value") {
  const properties = {
    id: place.id,
    required: place.required,
    placeholder: one.placeholder?.text,
    minlength: one.min_length,
    maxlength: one.max_length,
    min: one.min_value,
    max: one.max_value,
    "aria-label": place.id ? undefined : (one.placeholder?.text ?? one.action_id),
    value: chosenIn(place)?.[key] ?? initial ?? "",
  };
  const field =
    type === "textarea" ? h("textarea", { ...properties, rows: 4 }) : h("input", { ...properties, type });
  field.addEventListener("change", () => changed(place, field.value || null));
  registerField(place, field);
  return field;
}

function select(one, place, options, key) {
  const chosen =
    chosenIn(place)?.[key] ??
    one.initial_option ??
    one.initial_conversation ??
    one.initial_channel ??
    one.initial_user;
  const now = chosen?.value ?? chosen ?? "";
  const field = h(
    "select",
    {
      id: place.id,
      required: place.required,
      "aria-label": place.id ? undefined : (one.placeholder?.text ?? "Choose"),
    },
    h("option", { value: "", disabled: place.required || undefined }, one.placeholder?.text ?? "Choose …"),
    options.map((each) => h("option", { value: each.value, selected: each.value === now }, each.text.text)),
  );
  field.addEventListener("change", () => field.value && changed(place, field.value));
  registerField(place, field);
  return field;
}

function choices(type, one, place) {
  const chosen = chosenIn(place);
  const initial = chosen
    ? [chosen.selected_option, ...(chosen.selected_options ?? [])]
    : [one.initial_option, ...(one.initial_options ?? [])];
  const now = new Set(initial.filter(Boolean).map((each) => each.value));
  const name = `${place.surface.id}-${place.block.block_id}-${one.action_id}`;
  const boxes = one.options.map((each) =>
    h("input", { type, name, value: each.value, checked: now.has(each.value) }),
  );
  const read = () => {
    const values = boxes.filter((box) => box.checked).map((box) => box.value);
    return type === "radio" ? (values[0] ?? null) : values;
  };
  boxes.forEach((box) => box.addEventListener("change", () => changed(place, read())));
  register(place, read, (value) =>
    boxes.forEach((box) => {
      box.checked = [value].flat().includes(box.value);
    }),
  );
  return h(
    "div",
    {
      class: "choices",
      role: place.id ? undefined : "group",
      "aria-label": place.id ? undefined : one.action_id,
    },
    one.options.map((each, number) =>
      h(
        "label",
        {},
        boxes[number],
        h(
          "span",
          {},
          textObject(each.text),
          each.description && h("small", {}, textObject(each.description)),
        ),
      ),
    ),
  );
}

function feedback(one, place) {
  return [
    ["up", one.positive_button],
    ["down", one.negative_button],
  ].map(([thumb, button]) =>
    h(
      "button",
      {
        type: "button",
        class: "button feedback",
        "aria-label": button.accessibility_label,
        onclick: () => clicked(one, place, button.value),
      },
      icon(thumb),
      textObject(button.text),
    ),
  );
}
