// A message of one's own, while it is edited where it stands.

import { h } from "./dom.js";
import { act } from "./server.js";
import { named } from "./world.js";

export function edit(body, post) {
  const before = [...body.childNodes];
  const field = h("textarea", { rows: 2, "aria-label": "Edit the message", value: typed(post.text) });
  const onsubmit = (event) => {
    event.preventDefault();
    act({ deed: "edit", channel: post.channel, ts: post.ts, text: field.value });
  };
  const cancel = () => body.replaceChildren(...before);
  body.replaceChildren(
    h(
      "form",
      { class: "edit", onsubmit },
      field,
      h("button", { type: "button", class: "button", onclick: cancel }, "Cancel"),
      h("button", { type: "submit", class: "button primary" }, "Save"),
    ),
  );
  field.focus();
}

/** What somebody typed, out of what Slack stores. */
function typed(text) {
  return text
    .replaceAll(/<@(\w+)>/g, (_, user) => `@${named(user)}`)
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
