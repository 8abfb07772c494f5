"""Two answers in one, for a message that asks two things."""

from __future__ import annotations

from msgspec.structs import replace

from bot.models import Answer
from bot.reply.compose import MOST_QUOTES


def joined(first: Answer, second: Answer) -> Answer:
    """Both answers, each quote once; what is unknown of the second question is said after the first's answer.

    A lead that introduces quotes, and so ends in a colon, stands last.
    """
    told = second.lead.rstrip(":.") in first.lead
    if first.outcome != "answered" or second.outcome == "clarify" or told:
        return first
    quotes = tuple(dict.fromkeys((*first.quotes, *second.quotes)))
    return replace(
        first,
        lead=_leads(first.lead, second.lead),
        why=f"{first.why}; and {second.why}",
        quotes=quotes[:MOST_QUOTES],
        more=tuple(dict.fromkeys((*quotes[MOST_QUOTES:], *first.more, *second.more))),
    )


def _leads(first: str, second: str) -> str:
    leads = sorted((first, second), key=lambda lead: lead.endswith(":"))
    if leads[0].endswith(":"):
        leads[0] = f"{leads[0][:-1]};"
    return " ".join(leads)
