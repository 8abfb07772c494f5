"""Sentences as they are searched for voices.

An outline is a string of the sentence's length in which every quoted character is `~`, every mark `"`, every
character that names an official `§`, and of a name that is nobody's known `¤`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.draft.article import Article
from bot.draft.quotations import Quotation
from bot.draft.text import fold, unbroken
from bot.models import Span


@dataclass(frozen=True, slots=True)
class Outline:
    """A sentence, its outline, and the mentions of officials outside quotations, each with its id."""

    sentence: Span
    drawn: str
    mentions: tuple[tuple[Span, str], ...]

    def official_at(self, offset: int) -> str | None:
        """The official whose mention covers the article's character at `offset`."""
        return next((official for span, official in self.mentions if span.start <= offset < span.end), None)

    def before(self, offset: int) -> str:
        """The outline up to the article's character at `offset`."""
        return self.drawn[: max(0, offset - self.sentence.start)]

    def after(self, offset: int) -> str:
        """The outline from the article's character at `offset` on."""
        return self.drawn[max(0, offset - self.sentence.start) :]


def outline(
    article: Article,
    sentence: Span,
    quotations: Sequence[Quotation],
    mentions: Sequence[tuple[Span, str]],
    strangers: Sequence[Span] = (),
) -> Outline:
    """The outline of a sentence: quoted words and names blotted out."""
    drawn = list(fold(unbroken(article.seed.text))[sentence.start : sentence.end])
    inside = [(span, official) for span, official in mentions if sentence.covers(span)]

    def blot(start: int, end: int, mark: str) -> None:
        for at in range(max(start, sentence.start), min(end, sentence.end)):
            drawn[at - sentence.start] = mark

    for span in strangers:
        blot(span.start, span.end, "¤")
    for span, _ in inside:
        blot(span.start, span.end, "§")
    for quotation in quotations:
        blot(quotation.start, quotation.end, "~")
        blot(quotation.start - 1, quotation.start, '"')
        blot(quotation.end, quotation.end + quotation.closed, '"')
    quoted = [span for span, _ in inside if any(quotation.holds(span.start) for quotation in quotations)]
    spoken = tuple((span, official) for span, official in inside if span not in quoted)
    return Outline(sentence, "".join(drawn), spoken)
