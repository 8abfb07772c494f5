// What stands above a conversation: what it is for, examples to click, and the days of digests.

import { h } from "./dom.js";
import { act } from "./server.js";
import { channelFor, channelOf, place, world } from "./world.js";

const ABOVE = { asking: welcome, digests, direct };

export function above(channel) {
  return ABOVE[channel.kind]();
}

/** Ask in the conversation where one is, or where questions are asked. */
export function ask(text) {
  const here = channelOf(place());
  const channel = here && here.kind !== "digests" ? here : channelFor("asking");
  location.hash = channel.id;
  const bare = text.replace(/^@nato\s+/, "");
  const plain = channel.kind === "direct" || bare.startsWith("/");
  act({ deed: "say", channel: channel.id, text: plain ? bare : `@nato ${bare}` });
}

/** What the app suggests in its direct messages. */
export function prompts() {
  const all = world.picture.prompts;
  return suggestions(
    all.map(({ title, message }) => ({ text: message, shows: title === message ? "" : title })),
  );
}

function welcome() {
  const { sources, examples } = world.opening;
  const known = `This bot knows ${sources} ${sources === 1 ? "article" : "articles"}`;
  return h(
    "section",
    { class: "welcome", "aria-labelledby": "welcome" },
    h("h2", { id: "welcome" }, "Ask. It answers in quotes."),
    h(
      "p",
      {},
      `${known} and says nothing that does not stand there, word for word. `,
      "One question has been asked below. Ask your own, or try:",
    ),
    suggestions(examples),
  );
}

function direct() {
  return h(
    "section",
    { class: "welcome", "aria-label": "How to ask" },
    h("p", {}, "Just ask: no mention is needed here. Answers stand in threads, where you can ask on."),
    h("div", { id: "prompts" }, prompts()),
  );
}

function suggestions(all) {
  const item = ({ shows, text }) => {
    const words = h("span", {}, text.replace(/^\/nato check /, ""));
    return h(
      "li",
      {},
      h("button", { type: "button", onclick: () => ask(text) }, shows && h("small", {}, shows), words),
    );
  };
  return h("ul", { class: "examples" }, all.map(item));
}

function digests() {
  const field = h("input", {
    type: "date",
    id: "day",
    value: new Date().toISOString().slice(0, 10),
    required: true,
  });
  const post = (day) => {
    field.value = day;
    act({ deed: "digest", day });
  };
  const onsubmit = (event) => {
    event.preventDefault();
    post(field.value);
  };
  const days = world.opening.days.slice(-6);
  return h(
    "section",
    { class: "welcome", "aria-labelledby": "digests" },
    h("h2", { id: "digests" }, "The digest of any day"),
    h(
      "p",
      {},
      "What is new, what happened on this day in other years, else a statement not shown before. ",
      "In Slack it comes by itself: /nato digest on 09:00.",
    ),
    h(
      "form",
      { class: "digest", onsubmit },
      h("label", { for: "day" }, "Day"),
      field,
      h("button", { type: "submit", class: "button primary" }, "Post the digest"),
    ),
    days.length > 0 &&
      h(
        "p",
        { class: "days" },
        "Days with a meeting: ",
        days.map((day) => h("button", { type: "button", class: "link", onclick: () => post(day) }, day)),
      ),
  );
}
