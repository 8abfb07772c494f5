"""Which phrases of an article mean one gathering, and of which gatherings it tells.

A thread is what is said of one gathering. A past or coming edition, a summit that is merely mentioned and
a session within a meeting start none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.draft.article import Article
from bot.draft.dates import DateMention, find_dates
from bot.draft.gathering_words import pattern, terms
from bot.draft.gatherings import Gathering, find_gatherings, phrases_in
from bot.draft.reckoning import Reckoning, reckoning_of
from bot.draft.text import fold, words
from bot.models import Span

_AROUND = timedelta(days=45)
"""A second gathering counts as told of only where it lies this near to the first."""

_NEXT, _LONGEST = timedelta(days=2), timedelta(days=14)
"""How far apart two dates of one gathering lie: as a rule, and where the text says that it goes on."""

_APPOSITION = re.compile(r"^, [^,]{3,80},")

_OWN = 45
"""Characters between a gathering and a date that is surely its own."""


@dataclass(slots=True)
class Thread:
    """The phrases and clauses for one gathering, in order, and its date where one stands beside them."""

    gatherings: list[Gathering] = field(default_factory=list)
    when: DateMention | None = None

    def add(self, gathering: Gathering, when: DateMention | None) -> None:
        """Go on with one more phrase."""
        self.gatherings.append(gathering)
        self.when = self.when or when

    @property
    def named(self) -> bool:
        """Whether a proper name is among its phrases."""
        return any(gathering.kind == "proper" for gathering in self.gatherings)


def find_threads(article: Article) -> list[Thread]:
    """What is said of each gathering that the article reports or announces, the first told of first."""
    reckoning = reckoning_of(article)
    threads: list[Thread] = []
    waiting: list[Gathering] = []
    for gathering in find_gatherings(article):
        when = _date_beside(gathering, reckoning)
        thread = _continued(threads, gathering, when, reckoning)
        if thread is None and gathering.kind == "clause" and not threads:
            waiting.append(gathering)
        elif thread is None and _starts(threads, waiting, gathering, when, reckoning):
            thread = Thread([body] if (body := _gathered_body(article, gathering)) else [])
            threads.append(thread)
        if thread is not None:
            for clause in (*waiting, gathering):
                thread.add(clause, _date_beside(clause, reckoning))
            waiting.clear()
    return threads or [Thread([clause], _date_beside(clause, reckoning)) for clause in waiting[:1]]


def _gathered_body(article: Article, gathering: Gathering) -> Gathering | None:
    """The body that holds "its meeting", or opens the sentence before bare "talks"."""
    if gathering.lead in ("its", "their"):
        held = [one for one in phrases_in(article, gathering.sentence) if one.span.end < gathering.span.start]
        return next((body for body in reversed(held) if body.kind == "body"), None)
    if gathering.kind != "common" or len(gathering.key) > 1:
        return None
    paragraph = next(one for one in article.paragraphs if one.span.covers(gathering.span))
    before = [one for one in paragraph.sentences if one.end <= gathering.sentence.start][-1:]
    bodies = [body for one in before for body in phrases_in(article, one) if body.kind == "body"]
    return next((body for body in bodies if body.before in ("", "the ")), None)


def find_scenes(article: Article, threads: Sequence[Thread]) -> list[tuple[Span, int]]:
    """Every sentence, in order, with the index of the thread that it goes on with.

    Sentences that name only a gathering of no thread, such as the next edition, are left out.
    """
    owners = {
        gathering.span: index for index, thread in enumerate(threads) for gathering in thread.gatherings
    }
    strange = {
        gathering.sentence
        for gathering in find_gatherings(article)
        if gathering.kind in ("proper", "common")
        and gathering.head not in terms("parts")
        and gathering.span not in owners
    }
    scenes, current = list[tuple[Span, int]](), 0
    for paragraph in article.paragraphs:
        for sentence in paragraph.sentences:
            own = [index for span, index in owners.items() if sentence.covers(span)]
            current = own[-1] if own else current
            if own or sentence not in strange:
                scenes.append((sentence, own[0] if own else current))
    return scenes


def _date_beside(gathering: Gathering, reckoning: Reckoning) -> DateMention | None:
    """The day or days in the gathering's sentence that stand nearest to it."""
    return min(gathering.days(reckoning), key=gathering.gap, default=None)


def _continued(
    threads: Sequence[Thread], gathering: Gathering, when: DateMention | None, reckoning: Reckoning
) -> Thread | None:
    """The thread that the phrase goes on with."""
    if not threads or _is_other_edition(gathering, reckoning):
        return None
    for thread in reversed(threads):
        if any(_is_same(known, gathering) for known in thread.gatherings):
            return thread if _one_edition(thread, gathering) else None
    latest = threads[-1]
    if gathering.lead in ("its", "their") and latest.gatherings[-1].sentence == gathering.sentence:
        return latest
    goes_on = pattern("goes_on").search(fold(gathering.sentence.text))
    agree = _agree(latest.when, when, _LONGEST if goes_on else _NEXT)
    return latest if agree and _is_anaphor(latest, gathering) else None


def _is_same(known: Gathering, gathering: Gathering) -> bool:
    """Whether two phrases mean one thing: one name within the other, or "the meeting" after a meeting."""
    if "clause" in (known.kind, gathering.kind):
        return False
    if gathering.kind != "common" or known.kind == "proper":
        within = gathering.key <= known.key or (known.kind == gathering.kind and known.key <= gathering.key)
        return gathering.kind != "common" and within
    definite = gathering.lead in ("the", "this", "that", "") or gathering.key == known.key
    return definite and gathering.head == known.head and gathering.key <= known.key


def _one_edition(thread: Thread, gathering: Gathering) -> bool:
    """Whether no ordinals tell the two apart ("the twelfth" and "the thirteenth Conference")."""
    known = {word for other in thread.gatherings for word in other.key & terms("ordinals")}
    own = gathering.key & terms("ordinals")
    return not own or not known or bool(own & known)


def _is_anaphor(latest: Thread, gathering: Gathering) -> bool:
    """Whether the phrase is another name of the latest gathering: "the event", a proper name, "they met"."""
    if gathering.kind == "clause":
        told = any(known.sentence == gathering.sentence for known in latest.gatherings)
        return not told and not pattern("future").search(gathering.before + gathering.span.text)
    if gathering.kind == "body":
        return False
    if gathering.kind == "proper":
        return not latest.named and (_happens(gathering) or "known as" in gathering.before)
    others = gathering.key - {gathering.head}
    plain = others <= terms("plain") | terms("lengths")
    heads = {known.head for known in latest.gatherings} | terms("anaphors")
    return gathering.lead in ("the", "this") and plain and (gathering.head in heads or not latest.named)


def _agree(one: DateMention | None, other: DateMention | None, apart: timedelta) -> bool:
    """Whether two dates may be those of one gathering: no further apart than this, or one is unknown."""
    return not one or not other or (one.first <= other.last + apart and other.first <= one.last + apart)


def _is_other_edition(gathering: Gathering, reckoning: Reckoning) -> bool:
    row = [word for word, _, _ in words(gathering.span.text)]
    if any(word in terms("other_editions") for word in (gathering.lead, *row[:3])):
        return True
    years = [mention.first.year for mention in find_dates(gathering.span.text) if mention.year_stated]
    return bool(reckoning.today and years and reckoning.today.year not in years)


def _starts(
    threads: Sequence[Thread],
    waiting: Sequence[Gathering],
    gathering: Gathering,
    when: DateMention | None,
    reckoning: Reckoning,
) -> bool:
    """Whether the article tells of a gathering of its own from this phrase on."""
    if gathering.kind == "clause" or _is_elsewhere(gathering, reckoning):
        return False
    beside = when is not None and gathering.gap(when) <= _OWN
    if gathering.kind == "body" and not _body_meets(gathering):
        return False
    if threads:
        whole = gathering.head not in terms("parts") or len(gathering.key) > 2
        return whole and when is not None and _is_second(threads, gathering, when, reckoning)
    told = any(clause.sentence == gathering.sentence for clause in waiting)
    vague = gathering.kind == "common" and gathering.lead in terms("indefinites") | {""} and when is None
    if vague:
        occurs = pattern("occurs").search(fold(gathering.sentence.text))
        return told or (bool(occurs) and len(gathering.key) > 1)
    return beside or told or _is_heading(gathering) or _happens(gathering)


def _is_elsewhere(gathering: Gathering, reckoning: Reckoning) -> bool:
    """Whether the phrase names another edition, or a gathering that is only a circumstance of something."""
    return _is_other_edition(gathering, reckoning) or bool(
        pattern("elsewhere_before").search(gathering.before)
    )


def _is_second(
    threads: Sequence[Thread], gathering: Gathering, when: DateMention, reckoning: Reckoning
) -> bool:
    """Whether a dated gathering is told of beside the first: near to it, on other days, not to come."""
    main = threads[0].when
    if main and (abs(when.first - main.first) > _AROUND or _is_to_come(main, when, reckoning.today)):
        return False
    apart = all(
        not thread.when or when.first > thread.when.last or thread.when.first > when.last
        for thread in threads
    )
    return apart and not pattern("future").search(fold(gathering.sentence.text))


def _is_to_come(main: DateMention, when: DateMention, today: date | None) -> bool:
    """Whether a date lies ahead in a report of what has been."""
    return bool(today and main.first <= today < when.first)


def _body_meets(gathering: Gathering) -> bool:
    """Whether a body is said to gather, right after its name or an apposition."""
    after = _APPOSITION.sub("", gathering.after).strip()
    return bool(pattern("meets").match(after) or pattern("body_meets").match(after))


def _happens(gathering: Gathering) -> bool:
    return bool(pattern("happens").search(fold(gathering.sentence.text)))


def _is_heading(gathering: Gathering) -> bool:
    """Whether the phrase is a line of its own."""
    return gathering.kind == "proper" and len(gathering.sentence.text) < len(gathering.span.text) + 20
