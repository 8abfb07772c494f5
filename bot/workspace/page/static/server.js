// What the page asks of its server, and what it is told.

import { note } from "./dom.js";

export async function get(path, question = {}) {
  const response = await fetch(`${path}?${new URLSearchParams(question)}`);
  return told(response);
}

export async function act(deed) {
  const response = await fetch("/do", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(deed),
  });
  const answer = await told(response);
  if (answer.note) note(answer.note);
  return answer;
}

export function watch(draw) {
  const source = new EventSource("/events");
  source.addEventListener("message", (event) => draw(JSON.parse(event.data)));
  source.addEventListener("error", () =>
    note("The playground has been ended. Start it again with make run."),
  );
}

async function told(response) {
  const answer = await response.json();
  if (answer.error) note(answer.error);
  return answer;
}
