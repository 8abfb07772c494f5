"""Question files and their scoreboard: how often the bot is right, confidently wrong, breaks its promise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from bot import ask
from bot.data import compose_yaml
from bot.errors import NatoError
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.edition import edition_of
from bot.knowledge.shape import Shaper, entries, items
from bot.models import Answer, Outcome, Quote
from bot.reports import Measurement

_REMEDY = "write each item as {id, question, thread, kind, outcome, must_quote, must_say, must_not}"
_SHOWN = 160
"""Characters of a wrong answer that the scoreboard shows."""


class Item(msgspec.Struct, frozen=True):
    """A question and what makes an answer to it right.

    Of each group in `must_quote` one text stands in a quote, of each group in `must_say` one in the reply
    (in any case), both only where the answer is `answered`; nothing in `must_not` stands in either.
    """

    question: str
    outcome: tuple[Outcome, ...]
    id: str = ""
    kind: str = "any"
    thread: tuple[str, ...] = ()
    must_quote: tuple[tuple[str, ...], ...] = ()
    must_say: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    source: str | None = None


class Result(msgspec.Struct, frozen=True):
    """An answer beside its item, with what it falls short of and what it promised and does not hold."""

    item: Item
    answer: Answer
    shortcomings: tuple[str, ...]
    broken: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether the answer is right and keeps the promise."""
        return not (self.shortcomings or self.broken)

    @property
    def confidently_wrong(self) -> bool:
        """Whether it answers where it should not, or with something else."""
        return self.answer.outcome == "answered" and bool(self.shortcomings)


class Score(msgspec.Struct, frozen=True):
    """How many results passed, were confidently wrong, and broke the promise."""

    total: int
    passed: int
    wrong: int
    broken: int


def read_items(path: Path) -> tuple[Item, ...]:
    """The items of a question file.

    Raises NatoError with every item that does not fit, each with its line and column.
    """
    shaper = _ItemShaper(path, _REMEDY)
    listed = compose_yaml(path)
    found: tuple[Item, ...] | None = shaper.document(listed, tuple[Item, ...])
    if not shaper.faults and found:
        found = tuple(replace(item, id=item.id or f"q{number}") for number, item in enumerate(found))
        _blame_repeated_ids(found, items(listed), shaper)
    if shaper.faults or found is None:
        raise NatoError(*shaper.faults)
    return found


def results_of(asked: Iterable[Item], knowledge: KnowledgeBase, today: date) -> Iterator[Result]:
    """Each item with its answer, as soon as it is answered."""
    for item in asked:
        answer = ask(item.question, item.thread, knowledge=knowledge, today=today)
        falls_short, breaks = shortcomings(item, answer), broken_promises(answer, knowledge)
        yield Result(item, answer, tuple(falls_short), tuple(breaks))


def shortcomings(item: Item, answer: Answer) -> Iterator[str]:
    """What keeps an answer from being right, in words; nothing, where it is right."""
    quotes = [quote.span.text for quote in answer.quotes]
    if answer.outcome not in item.outcome:
        yield f"outcome {answer.outcome}, wanted {' or '.join(item.outcome)}"
    elif answer.outcome == "answered":
        for group in item.must_quote:
            if not any(text in quote for text in group for quote in quotes):
                yield f"no quote with {_either(group)}"
        for group in item.must_say:
            if not any(text.casefold() in answer.text.casefold() for text in group):
                yield f"does not say {_either(group)}"
    for text in item.must_not:
        if any(text in shown for shown in (answer.text, *quotes)):
            yield f"must not contain “{text}”"


def broken_promises(answer: Answer, knowledge: KnowledgeBase) -> Iterator[str]:
    """What in an answer is not what the bot promises of every answer, in words."""
    for quote in (*answer.quotes, *answer.more):
        yield from _broken_quote(quote, knowledge)
    if answer.outcome == "answered" and not answer.quotes:
        yield "answered without a quote"
    if answer.outcome == "unanswered" and answer.quotes:
        yield "unanswered, and quotes all the same"
    if not answer.text.strip():
        yield "says nothing"


def score_of(results: Sequence[Result]) -> Score:
    """The sums over some results."""
    return Score(
        len(results),
        sum(one.passed for one in results),
        sum(one.confidently_wrong for one in results),
        sum(bool(one.broken) for one in results),
    )


def measurement(results: Sequence[Result], knowledge: KnowledgeBase, day: date) -> Measurement:
    """The sum as it is kept beside the knowledge that it holds for."""
    score = score_of(results)
    return Measurement(day.isoformat(), edition_of(knowledge), score.total, score.passed, score.wrong)


def by_kind(results: Iterable[Result]) -> dict[str, Score]:
    """The score of each kind, the weakest first."""
    kinds: dict[str, list[Result]] = defaultdict(list)
    for one in results:
        kinds[one.item.kind].append(one)
    scores = {kind: score_of(several) for kind, several in kinds.items()}
    return dict(sorted(scores.items(), key=lambda scored: (scored[1].passed / scored[1].total, scored[0])))


def scoreboard(results: Sequence[Result], failures: int) -> Iterator[str]:
    """The lines of the scoreboard: at most `failures` failures, the kinds, the sum."""
    for one in [one for one in results if not one.passed][:failures]:
        yield f"- {one.item.id} [{one.item.kind}] {' / '.join((*one.item.thread, one.item.question))}"
        yield f"    {one.answer.outcome}: {_shortened(one.answer.text)}"
        yield from (f"    {reason}" for reason in (*one.broken, *one.shortcomings))
    for kind, score in by_kind(results).items():
        yield f"{kind:18} {score.passed:4}/{score.total:<4} {_percent(score.passed, score.total):>6}"
    score = score_of(results)
    yield (
        f"score: {score.passed}/{score.total} ({_percent(score.passed, score.total)}) "
        f"confidently wrong {_percent(score.wrong, score.total)} promise broken {score.broken}"
    )


class ScoreboardRecord(msgspec.Struct, frozen=True):
    """The scoreboard as `nato eval --json` prints it."""

    score: Score
    kinds: dict[str, Score]
    failures: tuple[FailureRecord, ...]


class FailureRecord(msgspec.Struct, frozen=True):
    """A result that did not pass, and why."""

    id: str
    kind: str
    question: str
    outcome: Outcome
    text: str
    reasons: tuple[str, ...]


def scoreboard_record(results: Sequence[Result]) -> ScoreboardRecord:
    """The whole scoreboard, for other programs."""
    failures = (
        FailureRecord(
            one.item.id,
            one.item.kind,
            one.item.question,
            one.answer.outcome,
            one.answer.text,
            (*one.broken, *one.shortcomings),
        )
        for one in results
        if not one.passed
    )
    return ScoreboardRecord(score_of(results), by_kind(results), tuple(failures))


class _ItemShaper(Shaper, frozen=True):
    """Takes one outcome for a list of one."""

    def shaped(self, node: Any, kind: Any) -> Any:
        if kind == tuple[Outcome, ...] and not items(node):
            return (super().shaped(node, Outcome),)
        return super().shaped(node, kind)


def _blame_repeated_ids(found: Sequence[Item], nodes: Sequence[Any], shaper: Shaper) -> None:
    seen: set[str] = set()
    for item, node in zip(found, nodes, strict=True):
        if item.id in seen:
            place = entries(node).get("id", node)
            shaper.blame(place, f"the id “{item.id}” stands twice", "give each item an id of its own")
        seen.add(item.id)


def _broken_quote(quote: Quote, knowledge: KnowledgeBase) -> Iterator[str]:
    span = quote.span
    seed = knowledge.seeds.get(span.source)
    if not seed:
        yield f"quotes {span.source}, which is no source"
        return
    if not span.text or seed.text[span.start : span.end] != span.text:
        yield f"quote is not {span.source}[{span.start}:{span.end}]"
    boilerplate = knowledge.article(span.source).boilerplate
    if any(span.start < one.end and one.start < span.end for one in boilerplate):
        yield f"quotes what is no text of the article: “{_shortened(span.text)}”"


def _either(texts: Sequence[str]) -> str:
    return " or ".join(f"“{text}”" for text in texts)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "–"


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
