// Slack's text → nodes: mrkdwn, plain text, rich text and simple Markdown.

import { h } from "./dom.js";
import { named } from "./world.js";

const INLINE = [
  [/^```\n?([\s\S]+?)\n?```/, (m) => h("pre", {}, decoded(m[1]))],
  [/^`([^`\n]+)`/, (m) => h("code", {}, decoded(m[1]))],
  [/^<(https?:[^|>]+|mailto:[^|>]+)(?:\|([^>]+))?>/, (m) => link(decoded(m[1]), decoded(m[2] ?? m[1]))],
  [/^<@([A-Z0-9]+)(?:\|([^>]*))?>/, (m, people) => mention(`@${people(m[1])}`)],
  [/^<#([A-Z0-9]+)(?:\|([^>]*))?>/, (m, people) => mention(`#${m[2] || people(m[1])}`)],
  [/^<!(\w+)[^>]*>/, (m) => mention(`@${m[1]}`)],
  [/^\*(\S(?:[^*\n]*\S)?)\*(?!\w)/, (m, people) => h("strong", {}, inline(m[1], people))],
  [/^_(\S(?:[^_\n]*\S)?)_(?!\w)/, (m, people) => h("em", {}, inline(m[1], people))],
  [/^~(\S(?:[^~\n]*\S)?)~(?!\w)/, (m, people) => h("s", {}, inline(m[1], people))],
];

export function textObject(text) {
  if (!text) return [];
  return text.type === "mrkdwn" ? mrkdwn(text.text) : [text.text];
}

export function mrkdwn(text, people = named) {
  return text.split(/\n/).flatMap((line, number, lines) => {
    const quoted = line.match(/^(?:&gt;|>) ?(.*)/);
    if (quoted) return [h("blockquote", { class: "quoted" }, inline(quoted[1], people))];
    return [...inline(line, people), ...(number < lines.length - 1 ? [h("br")] : [])];
  });
}

function inline(text, people) {
  const nodes = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    const atWord = at > 0 && /\w/.test(text[at - 1]);
    const found = matched(text.slice(at), atWord, people);
    if (found) {
      if (plain) nodes.push(decoded(plain));
      plain = "";
      nodes.push(found.node);
      at += found.length;
    } else plain += text[at++];
  }
  return plain ? [...nodes, decoded(plain)] : nodes;
}

function matched(rest, atWord, people) {
  for (const [pattern, node] of INLINE) {
    const match = rest.match(pattern);
    if (match && !(atWord && /^[*_~]/.test(rest)))
      return { node: node(match, people), length: match[0].length };
  }
  return null;
}

const decoded = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
const mention = (text) => h("span", { class: "mention" }, text);
const link = (address, text) =>
  /^(https?|mailto):/.test(address)
    ? h("a", { href: address, rel: "noreferrer", target: "_blank" }, text)
    : text;

export function richText(block, quote) {
  return block.elements.map((element) => richPart(element, quote));
}

function richPart(element, quote) {
  const parts = () => element.elements.map(richInline);
  if (element.type === "rich_text_quote") return quote(parts(), element);
  if (element.type === "rich_text_preformatted") return h("pre", {}, parts());
  if (element.type === "rich_text_list")
    return h(
      element.style === "ordered" ? "ol" : "ul",
      {},
      element.elements.map((item) => h("li", {}, item.elements.map(richInline))),
    );
  return h("div", { class: "rich" }, parts());
}

function richInline(part) {
  const text = {
    text: () => part.text,
    link: () => link(part.url, part.text || part.url),
    user: () => mention(`@${named(part.user_id)}`),
    channel: () => mention(`#${named(part.channel_id)}`),
    broadcast: () => mention(`@${part.range}`),
    usergroup: () => mention(`@${part.usergroup_id}`),
    emoji: () =>
      part.unicode
        ? String.fromCodePoint(...part.unicode.split("-").map((one) => parseInt(one, 16)))
        : `:${part.name}:`,
    date: () => part.fallback ?? new Date(part.timestamp * 1000).toLocaleString("en-GB"),
  }[part.type];
  const styles = { bold: "strong", italic: "em", strike: "s", code: "code", highlight: "mark" };
  const used = Object.entries(styles).filter(([style]) => part.style?.[style]);
  return used.reduce((inner, [, tag]) => h(tag, {}, inner), text ? text() : "");
}

export function markdown(text) {
  return text.split(/\n{2,}/).map((part) => {
    const heading = part.match(/^(#{1,3}) (.*)$/);
    if (heading) return h("h4", {}, marked(heading[2]));
    if (/^[-*] /.test(part))
      return h(
        "ul",
        {},
        part.split("\n").map((line) => h("li", {}, marked(line.replace(/^[-*] /, "")))),
      );
    if (/^> /.test(part)) return h("blockquote", { class: "quoted" }, marked(part.replaceAll(/^> ?/gm, "")));
    return h("p", {}, marked(part));
  });
}

function marked(text) {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`|\[[^\]]+\]\([^)\s]+\)|_[^_]+_)/).map((part) => {
    const address = part.match(/^\[([^\]]+)\]\(([^)]+)\)$/);
    if (address) return link(address[2], address[1]);
    if (/^\*\*.+\*\*$/.test(part)) return h("strong", {}, part.slice(2, -2));
    if (/^`.+`$/.test(part)) return h("code", {}, part.slice(1, -1));
    if (/^_.+_$/.test(part)) return h("em", {}, part.slice(1, -1));
    return part;
  });
}
