// Why an answer is what it is, and which questions have none.

import { evidence } from "./article.js";
import { h } from "./dom.js";
import { get } from "./server.js";
import { show } from "./side.js";

const CANDIDATE = /^ {2}([* ]) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) {2}(.*)$/;

export async function openWhy(exchange) {
  const told = await get("/why", { exchange });
  if (told.error) return;
  const found = about("No record: the quotes are passages found by their words.");
  show(
    "Why this answer",
    told.thread.length > 0 &&
      about(
        "After: ",
        told.thread.map((each) => `“${each}” `),
      ),
    h("p", { class: "asked" }, `“${told.question}”`),
    h("dl", {}, row("Outcome", told.outcome), row("Rule", told.rule)),
    h("h3", {}, "How it was read"),
    reading(told.reading),
    h("h3", {}, "What it rests on"),
    told.records.length ? told.records.map(record) : found,
    told.quotes.length > 0 && h("h3", {}, "What it quotes"),
    told.quotes.map((span) => evidence(span)),
  );
}

export async function openGaps(ask) {
  const gaps = await get("/gaps");
  show(
    "Questions that failed",
    about(
      "What was asked here and found no answer, or one that somebody called unhelpful. ",
      "Questions that ask the same are counted together; nobody is named.",
    ),
    gaps.length
      ? h(
          "ul",
          { class: "gaps" },
          gaps.map((each) => gap(each, ask)),
        )
      : h("p", {}, "Nothing yet."),
  );
}

/** How the question was read, and the passages that stood for choice: lines of `nato ask --explain`. */
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
    passages.length > 0 && candidates(passages),
  ];
}

function candidates(passages) {
  const item = ([, star, rank, covered, own, words]) =>
    h(
      "li",
      {},
      h("span", { class: "score" }, `${star === "*" ? "✓ " : ""}${rank} · ${covered} · ${own}`),
      words,
    );
  return h(
    "details",
    { open: true },
    h("summary", {}, `${passages.length} candidates`),
    about("rank · share of the question covered · by own words; ✓ suffices"),
    h("ol", { class: "candidates" }, passages.map(item)),
  );
}

function record({ kind, values, mentions }) {
  const labels = values.map(({ label }) => label);
  const value = ({ label, value: words, evidence: proof }, number) => [
    label !== labels[number - 1] && h("dt", {}, label),
    h("dd", {}, words, proof && [" ", evidence(proof, true)]),
  ];
  return h(
    "section",
    { class: "record" },
    h("h4", {}, kind),
    h("dl", {}, values.map(value)),
    mentions > 0 && about(`named in ${mentions} places`),
  );
}

function gap({ example, count, troubles }, ask) {
  return h(
    "li",
    {},
    h("p", {}, h("span", { class: "count" }, `${count} ×`), example),
    about(troubles.join(", ")),
    h("button", { type: "button", class: "link", onclick: () => ask(example) }, "Ask again"),
  );
}

const about = (...words) => h("p", { class: "about" }, words);
const row = (label, value) => [h("dt", {}, label), h("dd", {}, value)];
