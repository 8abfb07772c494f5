// The page: what is drawn where one is, whenever the server tells of a change.

import { above, prompts } from "./ask.js";
import { composer } from "./composer.js";
import { byId, h, swap } from "./dom.js";
import { option, surroundings } from "./elements.js";
import { blocks } from "./kit.js";
import { conversation, menu } from "./messages.js";
import { drawModals } from "./modal.js";
import { closeNav, drawNav, drawShortcuts } from "./nav.js";
import { act, get, watch } from "./server.js";
import { channelOf, HOME, place, world } from "./world.js";

const composers = new Map();
let homeShown = "";
let newest = "";

function draw(picture) {
  world.picture = picture;
  drawNav();
  if (place() === HOME) drawHome(picture.home);
  else drawChannel(place());
  drawModals(picture.modals);
}

function drawChannel(channel) {
  byId("home").hidden = true;
  byId("messages").hidden = false;
  byId("prompts")?.replaceChildren(prompts());
  swap(byId("messages"), conversation(channel));
  const latest = world.picture.posts.filter((post) => post.channel === channel).at(-1)?.ts ?? "";
  if (newest && latest > newest && !untouched()) follow(document.querySelector(`[data-ts="${latest}"]`));
  newest = latest;
}

function drawHome(view) {
  byId("messages").hidden = true;
  byId("home").hidden = false;
  const version = view?.hash ?? "none";
  if (homeShown === version) return;
  homeShown = version;
  const surface = view && { id: view.id, ref: { view: view.id }, values: view.values };
  const empty = h("p", { class: "empty" }, "The bot has put nothing on its Home.");
  byId("home").replaceChildren(...(view ? blocks(view.blocks, surface) : [empty]));
}

/** Show the newest message: its thread as a whole where there is room, else from its own beginning. */
function follow(message) {
  const fits = (node) => node.offsetHeight < byId("scroll").clientHeight - 40;
  const whole = [message.closest(".thread"), message].find(fits);
  (whole ?? message).scrollIntoView({ block: whole ? "end" : "start", behavior: "smooth" });
}

/** Whether there is nothing but the question that stands there from the beginning, and its answer. */
const untouched = () => world.picture.posts.length <= 2;

/** Draw anew, for the place where one has come. */
function enter() {
  if (!world.picture) return;
  const channel = channelOf(place());
  const name = channel ? `${channel.kind === "direct" ? "" : "#"}${channel.name}` : "nato’s Home";
  byId("name").textContent = name;
  byId("topic").textContent = channel ? channel.topic : "What the app shows on its own page";
  document.title = `${name} – nato playground`;
  homeShown = newest = "";
  byId("messages").replaceChildren();
  byId("above").replaceChildren(...(channel ? [above(channel)] : []));
  byId("foot").replaceChildren(...(channel ? [writing(channel, name).form] : []));
  closeNav();
  draw(world.picture);
  if (channel?.kind !== "asking" && channel?.kind !== "digests")
    act({ deed: "open_home", tab: channel ? "messages" : "home" });
  byId("scroll").scrollTop = untouched() || !channel ? 0 : byId("scroll").scrollHeight;
}

function writing(channel, name) {
  if (!composers.has(channel.id)) {
    const direct = channel.kind === "direct";
    const placeholder = direct ? "Ask nato …" : `Message ${name}`;
    const label = `Message ${name}`;
    composers.set(channel.id, composer({ channel: channel.id, id: "text", label, placeholder, direct }));
  }
  return composers.get(channel.id);
}

window.addEventListener("hashchange", enter);
byId("skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address tells the place, and is left as it is
  byId("text")?.focus();
});
surroundings.people = () => [option(world.picture.me, "You")];
surroundings.channels = () =>
  world.picture.channels
    .filter((each) => each.kind !== "direct")
    .map((each) => option(each.id, `#${each.name}`));

world.opening = await get("/opening");
menu.shortcuts = world.opening.shortcuts.filter((each) => each.type === "message");
drawShortcuts();
watch((picture) => {
  const first = !world.picture;
  draw(picture);
  if (first) enter();
});
