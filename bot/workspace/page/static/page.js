// The page: where one is, and what is drawn there whenever the server tells of a change.

import { composer } from "./composer.js";
import { byId, h, swap } from "./dom.js";
import { surroundings, option } from "./elements.js";
import { blocks } from "./kit.js";
import { conversation, menu } from "./messages.js";
import { drawModals } from "./modal.js";
import { act, get, watch } from "./server.js";
import { openGaps } from "./side.js";

const HOME = "home";
const TOPICS = {
  C0001: "A channel in which you and the bot are members",
  C0002: "The daily digest, of any day you like",
  D0001: "Direct messages: every message is a question",
};
const composers = new Map();
let opening = { examples: [], days: [], shortcuts: [], sources: 0 };
let picture = null;
let homeShown = "";
let newest = "";

const place = () => location.hash.slice(1).split("/")[0] || "C0001";

function draw(told) {
  picture = told;
  surroundings.channels = () =>
    told.channels.filter((each) => !each.direct).map((each) => option(each.id, `#${each.name}`));
  drawNav();
  if (place() === HOME) drawHome();
  else drawChannel();
  drawModals(told.modals);
}

function drawNav() {
  const entries = [...picture.channels, { id: HOME, name: "nato’s Home" }];
  const items = entries.map(({ id, name, direct }) =>
    h(
      "li",
      {},
      h(
        "a",
        { href: `#${id}`, "aria-current": id === place() ? "page" : undefined },
        h("span", { "aria-hidden": "true" }, id === HOME ? "⌂" : direct ? "@" : "#"),
        name,
      ),
    ),
  );
  if (byId("channels").children.length !== items.length || byId("channels").dataset.at !== place())
    byId("channels").replaceChildren(...items);
  byId("channels").dataset.at = place();
}

function drawChannel() {
  const channel = picture.channels.find((each) => each.id === place()) ?? picture.channels[0];
  byId("home").hidden = true;
  byId("messages").hidden = false;
  if (byId("prompts")) byId("prompts").replaceChildren(prompts());
  swap(byId("messages"), conversation(picture, channel.id));
  const latest = picture.posts.filter((post) => post.channel === channel.id).at(-1)?.ts ?? "";
  if (newest && latest > newest) follow(latest);
  newest = latest;
}

/** Show the newest message: from its beginning where it is long, with what stands above it where there is room. */
function follow(ts) {
  const node = document.querySelector(`[data-ts="${ts}"]`);
  if (!node) return;
  const thread = node.closest(".thread");
  const shown = [thread, node].find((each) => each.offsetHeight < byId("scroll").clientHeight - 40) ?? node;
  shown.scrollIntoView({
    block: shown.offsetHeight < byId("scroll").clientHeight - 40 ? "end" : "start",
    behavior: "smooth",
  });
}

function drawHome() {
  byId("messages").hidden = true;
  byId("home").hidden = false;
  const view = picture.home;
  if (homeShown === (view?.hash ?? "none")) return;
  homeShown = view?.hash ?? "none";
  const surface = view && { id: view.id, ref: { view: view.id }, values: view.values };
  byId("home").replaceChildren(
    ...(view
      ? blocks(view.blocks, surface)
      : [h("p", { class: "empty" }, "The bot has put nothing on its Home.")]),
  );
}

function enter() {
  if (!picture) return;
  const channel = picture.channels.find((each) => each.id === place());
  byId("name").textContent =
    place() === HOME ? "nato’s Home" : `${channel?.direct ? "" : "#"}${channel?.name ?? ""}`;
  byId("topic").textContent =
    place() === HOME ? "What the app shows on its own page" : (TOPICS[place()] ?? "");
  document.title = `${byId("name").textContent} – nato playground`;
  homeShown = "";
  newest = "";
  byId("messages").replaceChildren();
  byId("above").replaceChildren(...above());
  byId("foot").replaceChildren(...(place() === HOME ? [] : [writing().form]));
  byId("frame").classList.remove("with-nav");
  draw(picture);
  if (place() === HOME || channel?.direct)
    act({ deed: "open_home", tab: place() === HOME ? "home" : "messages" });
  byId("scroll").scrollTop =
    place() === "C0001" && picture.posts.length <= 2 ? 0 : byId("scroll").scrollHeight;
}

function writing() {
  const channel = picture.channels.find((each) => each.id === place());
  if (!composers.has(place())) {
    const name = channel.direct ? channel.name : `#${channel.name}`;
    const placeholder = channel.direct ? "Ask nato …" : `Message ${name}`;
    composers.set(
      place(),
      composer({
        channel: place(),
        id: "text",
        label: `Message ${name}`,
        placeholder,
        direct: channel.direct,
      }),
    );
  }
  return composers.get(place());
}

function above() {
  if (place() === "C0001") return [welcome()];
  if (place() === "C0002") return [digests()];
  if (place() === "D0001")
    return [
      h(
        "div",
        { class: "welcome brief" },
        h("p", {}, "Just ask: no mention is needed here. Answers stand in threads, where you can ask on."),
        h("div", { id: "prompts" }, prompts()),
      ),
    ];
  return [];
}

function welcome() {
  return h(
    "section",
    { class: "welcome", "aria-labelledby": "welcome" },
    h("h2", { id: "welcome" }, "Ask. It answers in quotes."),
    h(
      "p",
      {},
      `This bot knows ${opening.sources} ${opening.sources === 1 ? "article" : "articles"} and says nothing that does not stand there, word for word. One question has been asked below. Ask your own, or try:`,
    ),
    suggestions(opening.examples),
  );
}

/** Examples to click, each with what it shows. */
function suggestions(all) {
  return h(
    "ul",
    { class: "examples" },
    all.map(({ shows, text }) =>
      h(
        "li",
        {},
        h(
          "button",
          { type: "button", onclick: () => ask(text) },
          shows && h("small", {}, shows),
          h("span", {}, text.replace(/^\/nato check /, "")),
        ),
      ),
    ),
  );
}

/** What the app suggests in its direct messages. */
function prompts() {
  return suggestions(
    picture.prompts.map(({ title, message }) => ({ text: message, shows: title === message ? "" : title })),
  );
}

function digests() {
  const field = h("input", {
    type: "date",
    id: "day",
    value: new Date().toISOString().slice(0, 10),
    required: true,
  });
  const post = (day) => act({ deed: "digest", day });
  return h(
    "section",
    { class: "welcome", "aria-labelledby": "digests" },
    h("h2", { id: "digests" }, "The digest of any day"),
    h(
      "p",
      {},
      "What is new, what happened on this day in other years, else a statement not shown before. In Slack it comes by itself: /nato digest on 09:00.",
    ),
    h(
      "form",
      {
        class: "digest",
        onsubmit: (event) => {
          event.preventDefault();
          post(field.value);
        },
      },
      h("label", { for: "day" }, "Day"),
      field,
      h("button", { type: "submit", class: "button primary" }, "Post the digest"),
    ),
    opening.days.length > 0 &&
      h(
        "p",
        { class: "days" },
        "Days with a meeting: ",
        opening.days.slice(-6).map((day) =>
          h(
            "button",
            {
              type: "button",
              class: "link",
              onclick: () => {
                field.value = day;
                post(day);
              },
            },
            day,
          ),
        ),
      ),
  );
}

function ask(text) {
  const direct = place() === "D0001";
  if (!direct && place() !== "C0001") location.hash = "C0001";
  const bare = text.replace(/^@nato\s+/, "");
  act({
    deed: "say",
    channel: direct ? "D0001" : "C0001",
    text: direct || bare.startsWith("/") ? bare : `@nato ${bare}`,
  });
}

function shortcuts() {
  const all = opening.shortcuts.filter((each) => each.type === "global");
  menu.shortcuts = opening.shortcuts.filter((each) => each.type === "message");
  byId("shortcuts-part").hidden = !all.length;
  byId("shortcuts").replaceChildren(
    ...all.map((each) =>
      h(
        "li",
        {},
        h(
          "button",
          {
            type: "button",
            title: each.description,
            onclick: () => act({ deed: "call", callback_id: each.callback_id }),
          },
          h("span", { "aria-hidden": "true" }, "⚡"),
          each.name,
        ),
      ),
    ),
  );
}

function theme() {
  const root = document.documentElement;
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  byId("theme").textContent = dark ? "Dark" : "Light";
}

byId("theme").textContent = matchMedia("(prefers-color-scheme: dark)").matches ? "Light" : "Dark";
byId("theme").addEventListener("click", theme);
byId("gaps").addEventListener("click", () => openGaps(ask));
byId("nav-open").addEventListener("click", () => {
  byId("frame").classList.add("with-nav");
  byId("nav-close").focus();
});
byId("nav-close").addEventListener("click", () => {
  byId("frame").classList.remove("with-nav");
  byId("nav-open").focus();
});
window.addEventListener("hashchange", enter);

opening = await get("/opening");
shortcuts();
watch((told) => {
  const first = !picture;
  draw(told);
  if (first) enter();
});
