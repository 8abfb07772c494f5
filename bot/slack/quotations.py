"""What a message of Slack's quotes: in marks, or in lines that it sets off; else all of it."""

from __future__ import annotations

from bot.draft.quotations import find_quotations
from bot.slack.markup import as_typed

_SET_OFF = "&gt;"


def quotations_in(text: str) -> tuple[str, ...]:
    """The quotations in a message with markup, each once; the whole message where it quotes nothing."""
    lines = text.splitlines()
    typed = as_typed("\n".join(line.removeprefix(_SET_OFF) for line in lines))
    marked = (typed[one.start : one.end].strip() for one in find_quotations(typed, 0, len(typed)))
    found = tuple(dict.fromkeys(filter(None, marked)))
    return found or _set_off(lines) or (typed,)


def _set_off(lines: list[str]) -> tuple[str, ...]:
    """The stretches of lines that the message sets off as quoted."""
    stretches = [""]
    for line in lines:
        if line.startswith(_SET_OFF):
            stretches[-1] += f" {line.removeprefix(_SET_OFF)}"
        elif stretches[-1]:
            stretches.append("")
    return tuple(filter(None, map(as_typed, stretches)))
