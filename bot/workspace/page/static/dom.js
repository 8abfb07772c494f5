// Elements out of names, properties and children. Text is only ever text: nothing is parsed as HTML.

export function h(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "value" || key === "checked" || key === "selected" || key === "disabled")
      node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return node;
}

// Put the nodes into the parent, unless they are there already: what has focus keeps it.
export function swap(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, number) => {
    if (parent.children[number] !== node) parent.insertBefore(node, parent.children[number] ?? null);
  });
}

export const byId = (id) => document.getElementById(id);

const PATHS = {
  article: "M4 2.5h8v11H4zM6 5.5h4M6 8h4M6 10.5h2.5",
  eye: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z",
  up: "M5 7v6H2.5V7zM5 7l2.5-4.8c1.2 0 1.8 1 1.5 2L8.5 6h4c.9 0 1.4.8 1.2 1.6l-1.2 4.4c-.2.6-.7 1-1.3 1H5",
  down: "M5 9V3H2.5v6zM5 9l2.5 4.8c1.2 0 1.8-1 1.5-2L8.5 10h4c.9 0 1.4-.8 1.2-1.6L12.5 4c-.2-.6-.7-1-1.3-1H5",
  send: "M2 2.5 14 8 2 13.5 3.8 8zM3.8 8H9",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

let noteTimer;
export function note(text) {
  byId("note").textContent = text;
  clearTimeout(noteTimer);
  noteTimer = setTimeout(() => {
    byId("note").textContent = "";
  }, 6000);
}
