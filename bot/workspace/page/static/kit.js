// Block Kit → nodes, by the type of each block. A surface tells where the blocks stand: see elements.js.

import { control } from "./elements.js";
import { h, icon } from "./dom.js";
import { openWords } from "./article.js";
import { markdown, richText, textObject } from "./text.js";

const DRAWN = {
  actions: (block, surface) => h("div", { class: "actions" }, controls(block.elements, block, surface)),
  alert: (block) =>
    h("div", { class: `alert ${block.level ?? "default"}`, role: "note" }, textObject(block.text)),
  card,
  carousel: (block, surface) =>
    h(
      "div",
      { class: "carousel", tabindex: 0 },
      block.elements.map((one) => drawn(one, surface)),
    ),
  container,
  context: (block) =>
    h(
      "div",
      { class: "context" },
      block.elements.map((one) => h("span", {}, one.type === "image" ? picture(one) : textObject(one))),
    ),
  context_actions: (block, surface) =>
    h("div", { class: "actions small" }, controls(block.elements, block, surface)),
  divider: () => h("hr"),
  header: (block) => h("h3", { class: "header" }, textObject(block.text)),
  image: (block) =>
    h("figure", {}, picture(block), block.title && h("figcaption", {}, textObject(block.title))),
  input,
  markdown: (block) => h("div", { class: "markdown" }, markdown(block.text)),
  rich_text: (block) => h("div", { class: "rich-text" }, richText(block, quotation)),
  section,
  table: (block) =>
    h(
      "div",
      { class: "wide", tabindex: 0 },
      h(
        "table",
        {},
        block.rows.map((row) => h("tr", {}, row.map(cell))),
      ),
    ),
};

export function blocks(all, surface) {
  return all.map((block) => drawn(block, surface));
}

function drawn(block, surface) {
  const draw = DRAWN[block.type];
  return draw ? draw(block, surface) : h("p", { class: "context" }, `[${block.type}]`);
}

function section(block, surface) {
  const side =
    block.accessory &&
    (block.accessory.type === "image" ? picture(block.accessory) : control(block.accessory, block, surface));
  return h(
    "div",
    { class: "section" },
    h(
      "div",
      {},
      block.text && h("p", {}, textObject(block.text)),
      block.fields &&
        h(
          "div",
          { class: "fields" },
          block.fields.map((field) => h("p", {}, textObject(field))),
        ),
    ),
    side && h("div", { class: "accessory" }, side),
  );
}

function input(block, surface) {
  const id = `${surface.id}-${block.block_id}`;
  const field = control(block.element, block, surface, { id, required: !block.optional });
  const grouped = ["checkboxes", "radio_buttons", "multi_static_select"].includes(block.element.type);
  const label = [textObject(block.label), block.optional && h("span", { class: "optional" }, " (optional)")];
  const hint = block.hint && h("p", { class: "hint" }, textObject(block.hint));
  const fault = h("p", { class: "fault", role: "alert", "data-block": block.block_id });
  if (grouped) return h("fieldset", { class: "input" }, h("legend", {}, label), field, hint, fault);
  return h("div", { class: "input" }, h("label", { for: id }, label), field, hint, fault);
}

function card(block, surface) {
  return h(
    "section",
    { class: "card" },
    block.title && h("h4", {}, textObject(block.title)),
    block.subtitle && h("p", { class: "context" }, textObject(block.subtitle)),
    block.body && h("p", {}, textObject(block.body)),
    block.actions && h("div", { class: "actions" }, controls(block.actions, block, surface)),
  );
}

function container(block, surface) {
  const inside = blocks(block.child_blocks, surface);
  if (!block.is_collapsible)
    return h("section", { class: "card" }, block.title && h("h4", {}, textObject(block.title)), inside);
  return h(
    "details",
    { class: "card", open: !block.default_collapsed },
    h("summary", {}, textObject(block.title)),
    inside,
  );
}

function quotation(parts, element) {
  const words = element.elements.map((part) => part.text ?? "").join("");
  const see = h(
    "button",
    { type: "button", class: "see", onclick: () => openWords(words) },
    icon("article"),
    "See it in the article",
  );
  return h("figure", { class: "quotation" }, h("blockquote", {}, parts), see);
}

function picture(image) {
  return h("span", { class: "picture", role: "img", "aria-label": image.alt_text }, image.alt_text);
}

function cell(content) {
  const inner = content.type === "rich_text" ? richText(content, quotation) : (content.text ?? "");
  return h("td", {}, inner);
}

function controls(elements, block, surface) {
  return elements.map((element) => control(element, block, surface)).filter(Boolean);
}
