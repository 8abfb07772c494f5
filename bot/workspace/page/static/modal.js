// The modals that lie on the page, the uppermost shown; and what is filled in there.

import { h, note } from "./dom.js";
import { blocks } from "./kit.js";
import { act } from "./server.js";
import { textObject } from "./text.js";

const dialog = h("dialog", { class: "modal", "aria-labelledby": "modal-title" });
let shown = null;
let fields = new Map();

dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  close();
});
document.body.append(dialog);

const answers = () =>
  [...fields.values()].map(({ block_id, action_id, read }) => ({ block_id, action_id, choice: read() }));

export function drawModals(views) {
  const view = views.at(-1);
  if (!view) {
    if (dialog.open) dialog.close();
    shown = null;
    return;
  }
  if (view.hash !== shown?.hash) redraw(view);
  if (!dialog.open) dialog.showModal();
}

function redraw(view) {
  const kept =
    view.id === shown?.id ? new Map([...fields].map(([key, field]) => [key, field.read()])) : new Map();
  shown = view;
  fields = new Map();
  const surface = { id: view.id, ref: { view: view.id }, values: view.values, fields, answers };
  const form = h(
    "form",
    {
      method: "dialog",
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        submit();
      },
    },
    h(
      "header",
      {},
      h("h2", { id: "modal-title" }, textObject(view.title)),
      h("button", { type: "button", class: "quiet", "aria-label": "Close", onclick: close }, "✕"),
    ),
    h(
      "div",
      { class: "modal-body", tabindex: 0, role: "group", "aria-labelledby": "modal-title" },
      blocks(view.blocks, surface),
    ),
    h(
      "footer",
      {},
      h(
        "button",
        { type: "button", class: "button", onclick: close },
        view.close ? textObject(view.close) : "Cancel",
      ),
      view.submit && h("button", { type: "submit", class: "button primary" }, textObject(view.submit)),
    ),
  );
  dialog.replaceChildren(form);
  for (const [key, value] of kept) fields.get(key)?.write(value);
  const first = form.querySelector(".modal-body :is(input, textarea, select)");
  first?.setAttribute("autofocus", "");
  first?.focus();
}

async function submit() {
  dialog.querySelectorAll(".fault").forEach((fault) => {
    fault.textContent = "";
  });
  const invalid = [...dialog.querySelectorAll("input, select, textarea")].find(
    (field) => !field.checkValidity(),
  );
  if (invalid) return fault(invalid, invalid.validationMessage);
  const answer = await act({ deed: "submit", view: shown.id, answers: answers() });
  for (const [block, words] of Object.entries(answer.errors ?? {})) {
    const place = dialog.querySelector(`.fault[data-block="${CSS.escape(block)}"]`);
    if (place) place.textContent = words;
    else note(words);
  }
}

function fault(field, words) {
  const place = field.closest(".input")?.querySelector(".fault");
  if (place) place.textContent = words;
  field.focus();
}

function close() {
  if (shown) act({ deed: "close", view: shown.id });
}
