// The panel at the side: what it shows, and where the focus goes when it is closed.

import { byId } from "./dom.js";

let opener = null;

export function show(title, ...body) {
  if (byId("side").hidden) opener = document.activeElement;
  byId("side-title").textContent = title;
  byId("side-body").replaceChildren(...body.flat(Infinity).filter(Boolean));
  byId("side").hidden = false;
  byId("frame").classList.add("with-side");
  byId("side").focus();
}

function close() {
  byId("side").hidden = true;
  byId("frame").classList.remove("with-side");
  opener?.focus();
}

byId("side-close").addEventListener("click", close);
byId("side").addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});
