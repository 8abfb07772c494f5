// The side panel: an article with the quoted words marked, why an answer is what it is, and what failed.

import { byId, h, icon, note } from "./dom.js";
import { get } from "./server.js";

const CANDIDATE = /^ {2}([* ]) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) {2}(.*)$/;
let opener = null;

byId("side-close").addEventListener("click", close);
byId("side").addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});

function show(title, ...body) {
  if (byId("side").hidden) opener = document.activeElement;
  byId("side-title").textContent = title;
  byId("side-body").replaceChildren(...body.flat().filter(Boolean));
  byId("side").hidden = false;
  byId("frame").classList.add("with-side");
  byId("side").focus();
}

function close() {
  byId("side").hidden = true;
  byId("frame").classList.remove("with-side");
  opener?.focus();
}

export async function openWords(words) {
  const found = await get("/places", { words });
  if (!found.length) return note("These words stand in no article, character for character.");
  openPlace(found, 0);
}

async function openPlace(all, number) {
  const place = all[number];
  const told = await get("/article", { file: place.file, start: place.start, end: place.end });
  if (told.error) return;
  const [before, words, after] = told.parts;
  const mark = h("mark", { id: "marked", tabindex: -1 }, words);
  show(
    "In the article",
    h(
      "p",
      { class: "about" },
      h("strong", {}, told.title ?? told.file),
      [told.date, told.publisher].filter(Boolean).map((each) => ` · ${each}`),
    ),
    h("p", { class: "span" }, `${told.file}[${told.start}:${told.end}]`),
    all.length > 1 &&
      h(
        "p",
        { class: "turn" },
        `Place ${number + 1} of ${all.length} `,
        h(
          "button",
          { type: "button", class: "link", onclick: () => openPlace(all, (number + 1) % all.length) },
          "Next",
        ),
      ),
    h("div", { class: "article" }, before, mark, after),
  );
  mark.scrollIntoView({ block: "center" });
}

export async function openWhy(exchange) {
  const told = await get("/why", { exchange });
  if (told.error) return;
  show(
    "Why this answer",
    told.thread.length > 0 &&
      h(
        "p",
        { class: "about" },
        "After: ",
        told.thread.map((each) => `“${each}” `),
      ),
    h("p", { class: "asked" }, `“${told.question}”`),
    h("dl", {}, row("Outcome", told.outcome), row("Rule", told.rule)),
    h("h3", {}, "How it was read"),
    reading(told.reading),
    h("h3", {}, "What it rests on"),
    told.records.length
      ? told.records.map(record)
      : h("p", { class: "about" }, "No record: the quotes are passages found by their words."),
    told.quotes.length > 0 && h("h3", {}, "What it quotes"),
    told.quotes.map(evidence),
  );
}

function reading(text) {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.startsWith("candidates"));
  const facts = start < 0 ? lines : lines.slice(0, start);
  const passages = (start < 0 ? [] : lines.slice(start + 1))
    .map((line) => line.match(CANDIDATE))
    .filter(Boolean);
  return [
    h(
      "dl",
      {},
      facts.map((line) => row(line.slice(0, 12).trim(), line.slice(12))),
    ),
    passages.length > 0 &&
      h(
        "details",
        { open: true },
        h("summary", {}, `${passages.length} candidates`),
        h("p", { class: "about" }, "rank · share of the question covered · by own words; ✓ suffices"),
        h(
          "ol",
          { class: "candidates" },
          passages.map(([, star, rank, covered, own, words]) =>
            h(
              "li",
              {},
              h("span", { class: "score" }, `${star === "*" ? "✓ " : ""}${rank} · ${covered} · ${own}`),
              words,
            ),
          ),
        ),
      ),
  ];
}

function record({ kind, values, mentions }) {
  return h(
    "section",
    { class: "record" },
    h("h4", {}, kind),
    h(
      "dl",
      {},
      values.map(({ label, value, evidence: proof }) =>
        row(label, [value, proof && [" ", evidence(proof, true)]]),
      ),
    ),
    mentions > 0 && h("p", { class: "about" }, `named in ${mentions} places`),
  );
}

function evidence(span, brief = false) {
  const where = `${span.file}[${span.start}:${span.end}]`;
  const open = () => openPlace([span], 0);
  return h(
    "button",
    {
      type: "button",
      class: brief ? "evidence brief" : "evidence",
      title: where,
      "aria-label": brief ? `Evidence: ${where}` : undefined,
      onclick: open,
    },
    icon("article"),
    brief ? null : `“${span.text}”`,
  );
}

export async function openGaps(ask) {
  const gaps = await get("/gaps");
  show(
    "Questions that failed",
    h(
      "p",
      { class: "about" },
      "What was asked here and found no answer, or one that somebody called unhelpful. Questions that ask the same are counted together; nobody is named.",
    ),
    gaps.length
      ? h(
          "ul",
          { class: "gaps" },
          gaps.map((gap) =>
            h(
              "li",
              {},
              h("p", {}, h("span", { class: "count" }, `${gap.count} ×`), gap.example),
              h("p", { class: "about" }, gap.troubles.join(", ")),
              h("button", { type: "button", class: "link", onclick: () => ask(gap.example) }, "Ask again"),
            ),
          ),
        )
      : h("p", {}, "Nothing yet."),
  );
}

const row = (label, value) => [h("dt", {}, label), h("dd", {}, value)];
