"""The sentence that answers, where no record does: it must cover what the question demands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import islice

from bot.dates_in_words import day_name
from bot.knowledge.store import NONE, Numbers
from bot.models import Answer, Initiative, Meeting, Value
from bot.question.index import Index
from bot.question.lexicon import keys_of
from bot.question.passages import Passage
from bot.question.reading import Question
from bot.reply.compose import answered, passages_at
from bot.reply.coverage import goes_on
from bot.reply.demands import has_date, supplies
from bot.reply.meetings import beyond_the_meeting
from bot.reply.scope import LOOKED_THROUGH, coming_editions, in_scope, names_date, narrowed, passages_in
from bot.reply.search import Hit, best, search
from bot.reply.wording import fill, meeting_when, people, source_name

_FRAMED = frozenset({"host", "attended", "topics", "on_date"})
"""Kinds whose framing words the sentence must have as well: that it tells of hosting makes it answer."""

_WHOLLY = 0.85
"""The share a passage must cover by itself for the date of its meeting to be the date asked for."""

_ACTS = frozenset({"<host>", "<attend>", "<discuss>", "<establish>", "<purpose>"})
"""Groups of framing words that tell what was done."""

_ARRANGING = ("host", "<establish>", "whose idea")
"""What a question must ask for words to tell of a host where no record does: “in charge” is no such word."""

_SEVERAL = 3
"""Passages shown for a question of a single word, which asks for whatever there is."""


@lru_cache(maxsize=16)
def answer(question: Question, index: Index) -> Answer | None:
    """The best passages for the question's terms within its scope; None where none covers them.

    Kept for a while: where a kind of question has tried this last, it is the way out once more.
    """
    if question.kind == "host" and not any(group in question.pattern for group in _ARRANGING):
        return None
    framing = [term for term in question.framing if term.keys & _ACTS] if question.kind in _FRAMED else []
    terms = (
        beyond_the_meeting(question, index)
        or list(question.terms)
        or ([] if framing else list(question.framing))
    )
    if not terms and not framing and question.initiatives and question.demand:
        return _fact_of(question, index)
    told = [("key", term.keys) for term in framing]
    hits = search(question, index, in_scope(question, index), [*terms, *framing], told)
    if question.demand == "date":
        at_a_meeting = bool(question.officials or question.meetings)
        dated = [hit for hit in hits if has_date(hit.passage)]
        hits = dated or [hit for hit in hits if at_a_meeting and hit.own >= _WHOLLY]
    if not hits:
        return None
    chosen = _of_each(hits, question) or best(hits, _most(question))
    if question.demand == "date":
        chosen = _with_date(chosen, index)
    chosen = [*_antecedents(chosen, index), *chosen]
    if question.demand == "place" and question.officials:
        chosen = [*chosen[:1], *_of_the_meeting(chosen[0], index, lambda meeting: meeting.place)]
    return introduced(question, chosen, index, "sentence that covers the question")


def _of_each(hits: Sequence[Hit], question: Question) -> list[Passage]:
    """“Were both held in Brussels?”: of each of several meetings what answers best; nothing of one alone."""
    if len(question.meetings) < 2:
        return []
    of_each = [[hit for hit in hits if one in hit.passage.meetings] for one in question.meetings]
    told = {best(several, 1)[0] for several in of_each if several}
    return sorted(told, key=lambda passage: passage.number)


def _fact_of(question: Question, index: Index) -> Answer | None:
    """The sentence that names an initiative and has what is asked of it: a date, a sum, a number."""
    named = [
        keys_of(name) for one in question.initiatives for name in _names(index.knowledge.initiative(one))
    ]
    naming = NONE.union(*(_having_all(keys, index) for keys in named if keys))
    likely = list(islice(passages_in(narrowed(in_scope(question, index), naming), index), LOOKED_THROUGH))
    going_on = [after for one in likely for after in _going_on(one, index)]
    tells = has_date if question.demand == "date" else partial(supplies, question=question)
    told = next(filter(tells, (*likely, *going_on)), None)
    return introduced(question, [told], index, "sentence that has the fact") if told else None


def _going_on(passage: Passage, index: Index) -> list[Passage]:
    """The passage right after, where it goes on with "it": "It helps eight nations"."""
    after = index.passages[passage.number + 1 : min(passage.number + 2, passage.article[1])]
    return [one for one in after if goes_on(one)]


def _having_all(keys: Iterable[str], index: Index) -> Numbers:
    return index.passages_with_all([one] for one in keys)


def _names(initiative: Initiative) -> list[str]:
    return [str(value) for value in (initiative.name, initiative.acronym, *initiative.aliases) if value]


def _most(question: Question) -> int:
    """One passage proves a fact; one word, “what happened”, or a count of whatever there is asks for more."""
    if len(question.terms) == 1 or question.kind == "about":
        return _SEVERAL
    named = question.meetings or question.initiatives or question.officials
    return 2 if question.demand == "number" and not named else 1


def naming_the_date(question: Question, index: Index) -> Answer | None:
    """A sentence with a date that is not the meeting's: "organised since 2021", "the next in 2027"."""
    terms = (*question.terms, *question.framing)
    hits = [hit for hit in search(question, index, in_scope(question, index), terms)
            if names_date(hit.passage, question)]  # fmt: skip
    chosen = best(hits) if hits else coming_editions(question, index)[:2]
    return introduced(question, chosen, index, "sentence that names the date") if chosen else None


def introduced(question: Question, chosen: list[Passage], index: Index, rule: str) -> Answer:
    """Passages introduced by the article they stand in, or by the people who say them."""
    speakers = list(
        dict.fromkeys(who for passage in chosen for who in sorted(filter(None, passage.speakers)))
    )
    lead = fill("people", people=people(speakers, index)) if speakers else source_lead(chosen[0], index)
    return answered(question, lead, chosen, index, rule, officials=speakers or _named(chosen))


def source_lead(passage: Passage, index: Index, template: str = "source") -> str:
    """The article's headline, or its file, and its date, as an introduction of what it says."""
    source = index.knowledge.source(passage.span.source)
    meetings = [index.knowledge.meeting(one) for one in passage.meetings]
    when = meeting_when(meetings[0]) if len(meetings) == 1 else ""
    if source.date:
        when = _readable(source.date.value)
    return fill(template, source=source_name(source), when=f" ({when})" if when else "")


def _readable(iso: str) -> str:
    try:
        return day_name(date.fromisoformat(iso))
    except ValueError:
        return iso


def _antecedents(chosen: list[Passage], index: Index) -> list[Passage]:
    """The passages right before those that begin with a pronoun: "He succeeds …" names nobody by itself."""
    return [index.passages[passage.number - 1] for passage in chosen if goes_on(passage)]


def _named(passages: list[Passage]) -> list[str]:
    found = sorted({who for passage in passages for who in passage.officials})
    return found if len(found) == 1 else []


def _with_date(chosen: list[Passage], index: Index) -> list[Passage]:
    """Passages that tell no date themselves are joined by the one that dates their meeting."""
    dated = [passage for passage in chosen if has_date(passage)]
    if dated:
        return dated[:1]
    return [*chosen[:1], *_of_the_meeting(chosen[0], index, lambda meeting: meeting.start_date)]


def _of_the_meeting(
    passage: Passage, index: Index, value: Callable[[Meeting], Value | None]
) -> list[Passage]:
    """The passages that prove a value of the meetings on which a passage reports."""
    values = [value(index.knowledge.meeting(one)) for one in sorted(passage.meetings)]
    return passages_at((one.evidence for one in values if one), index)
