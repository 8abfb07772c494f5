// The question that Slack asks before it passes a click on, where the button says so.

import { h } from "./dom.js";
import { textObject } from "./text.js";

export function confirmed(confirm) {
  return new Promise((resolve) => {
    const dialog = h("dialog", { class: "modal small", "aria-labelledby": "confirm-title" });
    const answer = (agreed) => {
      dialog.close();
      dialog.remove();
      resolve(agreed);
    };
    dialog.append(
      h("h2", { id: "confirm-title" }, textObject(confirm.title)),
      h("p", {}, textObject(confirm.text)),
      h(
        "footer",
        {},
        h(
          "button",
          { type: "button", class: "button", onclick: () => answer(false) },
          textObject(confirm.deny),
        ),
        h(
          "button",
          { type: "button", class: `button ${confirm.style ?? "primary"}`, onclick: () => answer(true) },
          textObject(confirm.confirm),
        ),
      ),
    );
    dialog.addEventListener("cancel", () => answer(false));
    document.body.append(dialog);
    dialog.showModal();
  });
}
