// The messages of a channel: each with its thread under it. What has not changed is not drawn anew.

import { composer } from "./composer.js";
import { h, icon, swap } from "./dom.js";
import { blocks } from "./kit.js";
import { act } from "./server.js";
import { openWhy } from "./side.js";
import { mrkdwn } from "./text.js";

const drawn = new Map();
const replying = new Map();
export const menu = { shortcuts: [] };

export function conversation(picture, channel) {
  const posts = picture.posts.filter((post) => post.channel === channel);
  const stands = new Set(posts.map((post) => post.ts));
  const roots = posts.filter(
    (post) => !post.thread_ts || post.thread_ts === post.ts || !stands.has(post.thread_ts),
  );
  return roots.map((root) => {
    const replies = posts.filter((post) => post !== root && post.thread_ts === root.ts);
    return thread(root, replies, picture);
  });
}

function thread(root, replies, picture) {
  const whole = kept(`thread ${root.ts}`, "", () =>
    h(
      "section",
      { class: "thread" },
      h("div", { class: "root" }),
      h("div", { class: "replies" }),
      h("div", { class: "reply" }),
    ),
  );
  const [top, under, answer] = whole.children;
  swap(top, [message(root, picture)]);
  swap(
    under,
    replies.map((post) => message(post, picture)),
  );
  under.classList.toggle("some", replies.length > 0);
  if (!root.private) swap(answer, [reply(root, replies.length > 0)]);
  return whole;
}

function reply(root, under) {
  return kept(`reply ${root.ts} ${under}`, "", () => {
    const opener = h(
      "button",
      { type: "button", class: "link" },
      under ? "Ask on in this thread" : "Reply in a thread",
    );
    const place = h("div", {}, opener);
    const open = () => {
      const box =
        replying.get(root.ts) ??
        composer({
          channel: root.channel,
          thread_ts: root.ts,
          label: "Reply in the thread",
          placeholder: "Reply … (“@nato and where was it?”)",
          direct: root.channel.startsWith("D"),
        });
      replying.set(root.ts, box);
      place.replaceChildren(box.form);
      if (!root.channel.startsWith("D") && !box.field.value) box.put("@nato ");
      box.field.focus();
    };
    if (replying.has(root.ts)) place.replaceChildren(replying.get(root.ts).form);
    opener.addEventListener("click", open);
    return place;
  });
}

function message(post, picture) {
  return kept(post.ts, JSON.stringify(post), () => {
    const bot = post.user === picture.bot;
    const name = bot ? "nato" : post.user === picture.me ? "You" : post.user;
    const surface = {
      id: `m${post.ts.replace(".", "-")}`,
      ref: { channel: post.channel, ts: post.ts },
      values: post.chosen,
    };
    const body = post.blocks ? blocks(post.blocks, surface) : h("p", {}, mrkdwn(post.text));
    return h(
      "article",
      {
        class: `message${bot ? " bot" : ""}${post.private ? " private" : ""}`,
        "data-ts": post.ts,
        "aria-label": `${name}, ${time(post.ts)}`,
      },
      h(
        "div",
        { class: "avatar", "aria-hidden": "true" },
        bot ? h("img", { src: "/icon.svg", alt: "", width: 36, height: 36 }) : name[0],
      ),
      h(
        "div",
        { class: "content" },
        post.private && h("p", { class: "only-you" }, icon("eye"), "Only visible to you"),
        h(
          "p",
          { class: "who" },
          h("strong", {}, name),
          bot && h("span", { class: "badge" }, "App"),
          h("time", {}, time(post.ts)),
          post.edited && h("span", {}, "(edited)"),
        ),
        h("div", { class: "body" }, body),
        h(
          "div",
          { class: "doings" },
          bot ? ofBot(post) : ofPerson(post),
          menu.shortcuts.map((each) => shortcut(each, post)),
        ),
      ),
    );
  });
}

function ofBot(post) {
  return (
    post.exchange !== null &&
    post.exchange !== undefined &&
    h(
      "button",
      { type: "button", class: "link why", onclick: () => openWhy(post.exchange) },
      "Why this answer?",
    )
  );
}

function ofPerson(post) {
  const ref = { channel: post.channel, ts: post.ts };
  return [
    h(
      "button",
      {
        type: "button",
        class: "link",
        onclick: (event) => edit(event.target.closest(".message"), post, ref),
      },
      "Edit",
    ),
    h("button", { type: "button", class: "link", onclick: () => act({ deed: "delete", ...ref }) }, "Delete"),
  ];
}

function shortcut(each, post) {
  return h(
    "button",
    {
      type: "button",
      class: "link",
      title: each.description,
      onclick: () => act({ deed: "call", callback_id: each.callback_id, channel: post.channel, ts: post.ts }),
    },
    each.name,
  );
}

function edit(node, post, ref) {
  const typed = post.text
    .replaceAll(/<@UNATO>/g, "@nato")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
  const field = h("textarea", { rows: 2, "aria-label": "Edit the message", value: typed });
  const cancel = () => {
    drawn.delete(post.ts);
    body.replaceChildren(...before);
  };
  const body = node.querySelector(".body");
  const before = [...body.childNodes];
  body.replaceChildren(
    h(
      "form",
      {
        class: "edit",
        onsubmit: (event) => {
          event.preventDefault();
          act({ deed: "edit", ...ref, text: field.value });
        },
      },
      field,
      h("button", { type: "button", class: "button", onclick: cancel }, "Cancel"),
      h("button", { type: "submit", class: "button primary" }, "Save"),
    ),
  );
  field.focus();
}

function kept(key, version, make) {
  const old = drawn.get(key);
  if (old?.version === version) return old.node;
  const node = make();
  drawn.set(key, { version, node });
  return node;
}

const time = (ts) =>
  new Date(Number(ts) * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
