// An article with the quoted words marked, where they stand character for character.

import { h, icon, note } from "./dom.js";
import { get } from "./server.js";
import { show } from "./side.js";

export async function openWords(words) {
  const found = await get("/places", { words });
  if (found.length) openPlace(found, 0);
  else note("These words stand in no article, character for character.");
}

/** A button that opens the words of a span in their article; in brief it is a sign alone. */
export function evidence(span, brief = false) {
  const where = place(span);
  const properties = { type: "button", title: where, onclick: () => openPlace([span], 0) };
  if (!brief) return h("button", { ...properties, class: "evidence" }, icon("article"), `“${span.text}”`);
  return h(
    "button",
    { ...properties, class: "evidence brief", "aria-label": `Evidence: ${where}` },
    icon("article"),
  );
}

async function openPlace(all, number) {
  const { file, start, end } = all[number];
  const told = await get("/article", { file, start, end });
  if (told.error) return;
  const [before, words, after] = told.parts;
  const mark = h("mark", { id: "marked", tabindex: -1 }, words);
  const about = [told.date, told.publisher].filter(Boolean).join(" · ");
  show(
    told.title ?? told.file,
    about && h("p", { class: "about" }, about),
    h("p", { class: "span" }, place(told)),
    all.length > 1 && turn(all, number),
    h("div", { class: "article" }, before, mark, after),
  );
  mark.scrollIntoView({ block: "center" });
}

function turn(all, number) {
  const next = () => openPlace(all, (number + 1) % all.length);
  return h(
    "p",
    { class: "turn" },
    `Place ${number + 1} of ${all.length} `,
    h("button", { type: "button", class: "link", onclick: next }, "Next"),
  );
}

const place = ({ file, start, end }) => `${file}[${start}:${end}]`;
