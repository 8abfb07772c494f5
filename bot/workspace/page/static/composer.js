// Where people write: messages, replies, and commands.

import { h, icon } from "./dom.js";
import { act } from "./server.js";

const drafts = new Map();

export function composer({ channel, thread_ts = "", id, label, placeholder, direct }) {
  const key = `${channel}/${thread_ts}`;
  const field = h("textarea", {
    id,
    rows: 1,
    placeholder,
    "aria-label": label,
    maxlength: 12000,
    value: drafts.get(key) ?? "",
  });
  const hint = h("p", { class: "hint" });
  const fit = () => {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 180)}px`;
  };
  const look = () => {
    drafts.set(key, field.value);
    const unheard =
      !direct &&
      !thread_ts &&
      field.value.trim() &&
      !/@nato\b/i.test(field.value) &&
      !field.value.trim().startsWith("/");
    hint.replaceChildren(
      ...(unheard
        ? [
            "The bot reads this only if you ",
            h("button", { type: "button", class: "link", onclick: () => put("@nato ") }, "mention @nato"),
            ".",
          ]
        : []),
    );
    fit();
  };
  const put = (prefix) => {
    field.value = prefix + field.value.replace(/^(@nato|\/nato)\s*/i, "");
    look();
    field.focus();
  };
  const send = () => {
    const text = field.value.trim();
    if (!text) return;
    field.value = "";
    look();
    act({ deed: "say", channel, thread_ts, text });
  };
  field.addEventListener("input", look);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  const chips =
    direct || thread_ts
      ? []
      : [
          h(
            "button",
            { type: "button", class: "chip", onclick: () => put("@nato ") },
            "@nato",
            h("span", {}, " for all to see"),
          ),
          h(
            "button",
            { type: "button", class: "chip", onclick: () => put("/nato ") },
            "/nato",
            h("span", {}, " for you alone"),
          ),
        ];
  const form = h(
    "form",
    {
      class: "composer",
      onsubmit: (event) => {
        event.preventDefault();
        send();
      },
    },
    h(
      "div",
      { class: "line" },
      field,
      h("button", { type: "submit", class: "send", "aria-label": "Send" }, icon("send")),
    ),
    hint,
    chips.length ? h("div", { class: "chips" }, chips) : null,
  );
  return { form, put, field, fit };
}
