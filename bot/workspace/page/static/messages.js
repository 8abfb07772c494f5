// The messages of a channel: each with its thread under it. What has not changed is not drawn anew.

import { composer } from "./composer.js";
import { h, icon, swap } from "./dom.js";
import { edit } from "./edit.js";
import { blocks } from "./kit.js";
import { act } from "./server.js";
import { openWhy } from "./reasons.js";
import { mrkdwn } from "./text.js";
import { channelOf, named, world } from "./world.js";

const drawn = new Map();
const replying = new Map();
export const menu = { shortcuts: [] };

export function conversation(channel) {
  const posts = world.picture.posts.filter((post) => post.channel === channel);
  const stands = new Set(posts.map((post) => post.ts));
  const isReply = (post) => post.thread_ts && post.thread_ts !== post.ts && stands.has(post.thread_ts);
  const replies = posts.filter(isReply);
  return posts
    .filter((post) => !isReply(post))
    .map((root) =>
      thread(
        root,
        replies.filter((post) => post.thread_ts === root.ts),
      ),
    );
}

function thread(root, replies) {
  const whole = kept(`thread ${root.ts}`, "", () =>
    h("section", { class: "thread" }, h("div"), h("div", { class: "replies" }), h("div", { class: "reply" })),
  );
  const [top, under, answer] = whole.children;
  swap(top, [message(root)]);
  swap(under, replies.map(message));
  under.classList.toggle("some", replies.length > 0);
  const heard = [root, ...replies].some((post) => post.user === world.picture.bot);
  if (!root.private) swap(answer, [reply(root, heard || channelOf(root.channel).kind === "direct")]);
  return whole;
}

/** Where one writes on in a thread; the bot hears it there where it was heard before. */
function reply(root, heard) {
  return kept(`reply ${root.ts}`, heard, () => {
    const opener = h(
      "button",
      { type: "button", class: "link" },
      heard ? "Ask on in this thread" : "Reply in a thread",
    );
    const place = h("div", {}, opener);
    opener.addEventListener("click", () => {
      const box = composer({
        channel: root.channel,
        thread_ts: root.ts,
        label: "Reply in the thread",
        placeholder: heard ? "Ask on, such as: and where was it?" : "Reply …",
        direct: heard,
      });
      replying.set(root.ts, box.form);
      place.replaceChildren(box.form);
      if (!heard && !box.field.value) box.put("@nato ");
      box.field.focus();
    });
    if (replying.has(root.ts)) place.replaceChildren(replying.get(root.ts));
    return place;
  });
}

function message(post) {
  return kept(post.ts, JSON.stringify(post), () => {
    const bot = post.user === world.picture.bot;
    const surface = {
      id: `m${post.ts.replace(".", "-")}`,
      ref: { channel: post.channel, ts: post.ts },
      values: post.chosen,
    };
    const body = post.blocks ? blocks(post.blocks, surface) : h("p", {}, mrkdwn(post.text));
    const kinds = ["message", bot && "bot", post.private && "private"].filter(Boolean);
    const label = `${named(post.user)}, ${time(post.ts)}`;
    return h(
      "article",
      { class: kinds.join(" "), "data-ts": post.ts, "aria-label": label },
      avatar(post, bot),
      h(
        "div",
        { class: "content" },
        heading(post, bot),
        h("div", { class: "body" }, body),
        doings(post, bot),
      ),
    );
  });
}

function avatar(post, bot) {
  const face = bot ? h("img", { src: "/icon.svg", alt: "", width: 36, height: 36 }) : named(post.user)[0];
  return h("div", { class: "avatar", "aria-hidden": "true" }, face);
}

function heading(post, bot) {
  return [
    post.private && h("p", { class: "only-you" }, icon("eye"), "Only visible to you"),
    h(
      "p",
      { class: "who" },
      h("strong", {}, named(post.user)),
      bot && h("span", { class: "badge" }, "App"),
      h("time", {}, time(post.ts)),
      post.edited && h("span", {}, "(edited)"),
    ),
  ];
}

/** What one can do with a message, beyond what the app put there. */
function doings(post, bot) {
  const ref = { channel: post.channel, ts: post.ts };
  const explained = Number.isInteger(post.exchange);
  const own = [
    doing("Edit", (event) => edit(event.target.closest(".message").querySelector(".body"), post)),
    doing("Delete", () => act({ deed: "delete", ...ref })),
  ];
  return h(
    "div",
    { class: "doings" },
    bot ? explained && doing("Why this answer?", () => openWhy(post.exchange), "why") : own,
    menu.shortcuts.map(({ name, callback_id }) =>
      doing(name, () => act({ deed: "call", callback_id, ...ref })),
    ),
  );
}

const doing = (name, onclick, kind = "") =>
  h("button", { type: "button", class: `link ${kind}`, onclick }, name);

/** The node drawn before under this key, unless its version is another. */
function kept(key, version, make) {
  const old = drawn.get(key);
  if (old?.version === version) return old.node;
  const node = make();
  drawn.set(key, { version, node });
  return node;
}

const time = (ts) =>
  new Date(Number(ts) * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
