"""The plainest question about a subject."""

from __future__ import annotations

from bot.dates_in_words import DATES_AS_WRITTEN, dates_in
from bot.question.index import Index, Subject
from bot.reply.wording import dated_name, meeting_when


@dates_in(DATES_AS_WRITTEN)
def question_about(subject: Subject, index: Index) -> str:
    """What to ask to be told of a subject."""
    match subject.kind:
        case "meeting":
            return f"Tell me about {dated_name(index.knowledge.meeting(subject.id))}"
        case "official":
            return f"Who is {subject.name}?"
        case "initiative":
            return f"What is the {subject.name}?"
        case "topic":
            return f"What was said about {subject.name}?"


def described(subject: Subject, index: Index) -> str:
    """What a subject is, in a few words: "meeting · 9 November 2022"."""
    if subject.kind != "meeting":
        return "person" if subject.kind == "official" else subject.kind
    when = meeting_when(index.knowledge.meeting(subject.id))
    return f"meeting · {when}" if when else "meeting"
