// The list of conversations and shortcuts, and what opens and closes it on a phone.

import { ask } from "./ask.js";
import { byId, h } from "./dom.js";
import { act } from "./server.js";
import { openGaps } from "./reasons.js";
import { HOME, place, world } from "./world.js";

const SIGNS = { asking: "#", digests: "#", direct: "@", [HOME]: "⌂" };
const isDark = matchMedia("(prefers-color-scheme: dark)");

export function drawNav() {
  const list = byId("channels");
  if (list.dataset.at === place()) return;
  list.dataset.at = place();
  const entries = [...world.picture.channels, { id: HOME, name: "nato’s Home", kind: HOME }];
  list.replaceChildren(...entries.map(entry));
}

export function drawShortcuts() {
  const all = world.opening.shortcuts.filter((each) => each.type === "global");
  byId("shortcuts-part").hidden = !all.length;
  byId("shortcuts").replaceChildren(...all.map(shortcut));
}

export function closeNav() {
  byId("frame").classList.remove("with-nav");
}

function entry({ id, name, kind }) {
  const here = id === place() ? "page" : undefined;
  const sign = h("span", { "aria-hidden": "true" }, SIGNS[kind]);
  return h("li", {}, h("a", { href: `#${id}`, "aria-current": here }, sign, name));
}

function shortcut({ name, description, callback_id }) {
  const onclick = () => act({ deed: "call", callback_id });
  const sign = h("span", { "aria-hidden": "true" }, "⚡");
  return h("li", {}, h("button", { type: "button", title: description, onclick }, sign, name));
}

function turnTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : isDark.matches;
  root.dataset.theme = dark ? "light" : "dark";
  byId("theme").textContent = dark ? "Dark" : "Light";
}

byId("theme").textContent = isDark.matches ? "Light" : "Dark";
byId("theme").addEventListener("click", turnTheme);
byId("gaps").addEventListener("click", () => openGaps(ask));
byId("nav-open").addEventListener("click", () => {
  byId("frame").classList.add("with-nav");
  byId("nav-close").focus();
});
byId("nav-close").addEventListener("click", () => {
  closeNav();
  byId("nav-open").focus();
});
