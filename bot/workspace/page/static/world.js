// What the page knows: the picture that the server drew last, how it opened, and where one is.

export const HOME = "home";

export const world = {
  picture: null,
  opening: { examples: [], days: [], shortcuts: [], sources: 0 },
};

/** The conversation that is shown, or HOME. */
export function place() {
  const asked = location.hash.slice(1).split("/")[0];
  const known = world.picture?.channels.some((each) => each.id === asked) || asked === HOME;
  return known ? asked : world.picture?.channels[0].id;
}

export const channelOf = (id) => world.picture.channels.find((each) => each.id === id);
export const channelFor = (kind) => world.picture.channels.find((each) => each.kind === kind);

/** What people call the user or channel of an id. */
export function named(id) {
  const { me, bot, channels } = world.picture;
  return { [me]: "You", [bot]: "nato" }[id] ?? channels.find((each) => each.id === id)?.name ?? id;
}
