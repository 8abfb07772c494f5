"""What a thing is: an initiative, a meeting, a short form, or anything that a sentence defines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice

from bot.draft.text import fold
from bot.models import Answer, Initiative, Meeting
from bot.question.covering import Wanted, covering
from bot.question.index import Index
from bot.question.lexicon import key, keys_of, lexicon, meanings, name_words
from bot.question.passages import Passage
from bot.question.reading import Question
from bot.reply import refuse, sentence
from bot.reply.compose import answered, passages_at
from bot.reply.scope import Region, articles, in_scope, narrowed, passages_in
from bot.reply.search import best, search
from bot.reply.wording import fill

_DEFINING = re.compile(
    r"^[\s\"')\],]*(?:\([\w. -]+\)\s*)?(?:,|-|:)?\s*"
    r"(?:is|are|was|were|serves?|provides?|means?|meaning|stands? for|which|as|an?|the|called|known as"
    r"|consists?|established|launched|founded|created|set up)\b"
)
"""What follows a name where a sentence says what it is: "X is a …", "X, a …", "X – the …", "X (ABC) …"."""


_SHOWN = 3
"""Passages, at most, that say what a thing is."""


def answer(question: Question, index: Index) -> Answer | None:
    """The definition from a record, or the sentence that gives one."""
    if question.terms and (question.initiatives or question.meetings or question.acronyms):
        return sentence.answer(question, index)
    if _asks_for_long_form(question):
        return _spelled_out(question, index) or refuse.no_fact(question, index)
    if question.initiatives:
        return _each(question, index) if question.meetings else _initiative(question, index)
    if question.meetings:
        return _meeting(question, index)
    if question.acronyms:
        return _long_form(question, question.acronyms[0], index)
    return _defined(question, index)


def _spelled_out(question: Question, index: Index) -> Answer | None:
    """What a short form stands for: an acronym's, an initiative's, a meeting's."""
    if question.acronyms:
        return _long_form(question, question.acronyms[0], index)
    named: list[Initiative | Meeting] = [
        *index.knowledge.initiatives(question.initiatives),
        *(index.knowledge.meeting(one) for one in question.meetings),
    ]
    passages = passages_at((one.name.evidence for one in named), index)
    lead = "; ".join(str(one.name) for one in named)
    return answered(question, fill("stands", long=lead), passages, index, "full name") if passages else None


def _asks_for_long_form(question: Question) -> bool:
    return bool(
        keys_of(" ".join(term.text for term in question.framing))
        & keys_of("stand abbreviation acronym expand spelled")
    )


def _long_form(question: Question, short: str, index: Index) -> Answer | None:
    numbers = index.knowledge.store.numbers("acronym short", short)
    if not numbers:
        return None
    known = index.knowledge.records.acronyms[numbers[0]]
    lead = fill("stands_for", short=short, long=str(known.long))
    passages = [
        *passages_at([known.long.evidence], index),
        *_defining([str(known.long), str(known.short)], index)[:1],
    ]
    return answered(question, lead, passages, index, "long form of the acronym")


def _initiative(question: Question, index: Index) -> Answer | None:
    chosen = index.knowledge.initiatives(question.initiatives)
    defining = (_defining(_initiative_names(one), index, _files(one))[:2] for one in chosen)
    passages = list(islice(chain.from_iterable(defining), _SHOWN))
    if not passages:
        passages = passages_at((one.description.evidence for one in chosen if one.description), index)
    if not passages:
        passages = passages_at((one.name.evidence for one in chosen), index)
    return _named(question, chosen, passages, index)


def _each(question: Question, index: Index) -> Answer | None:
    """What an initiative is, and what a meeting: “the difference between the Fund and the Forum”."""
    initiatives = index.knowledge.initiatives(question.initiatives)
    meetings = [index.knowledge.meeting(one) for one in question.meetings]
    defining = [_defining(_initiative_names(one), index, _files(one))[:1] for one in initiatives]
    defining += [_defining(_meeting_names(one), index)[:1] for one in meetings]
    return _named(question, [*initiatives, *meetings], [*chain.from_iterable(defining)], index)


def _files(initiative: Initiative) -> frozenset[str]:
    """The articles that an initiative's record rests on."""
    values = (initiative.name, initiative.acronym, initiative.established, initiative.description)
    return frozenset(one.evidence.source for one in values if one and one.evidence)


def _initiative_names(initiative: Initiative) -> list[str]:
    """Its names, and the acronym with the noun: "the DCB", "the DCB Initiative"."""
    names = [str(one) for one in (initiative.name, *initiative.aliases)]
    short = str(initiative.acronym) if initiative.acronym else ""
    return [*names, short, f"{short} {names[0].split()[-1]}"] if short else names


def _meeting_names(meeting: Meeting) -> list[str]:
    return [str(name) for name in (meeting.name, *meeting.aliases)]


def _meeting(question: Question, index: Index) -> Answer | None:
    chosen = [index.knowledge.meeting(one) for one in question.meetings]
    naming = passages_at((one.name.evidence for one in chosen), index)
    return defined(question, index) or _named(question, chosen, naming, index)


def defined(question: Question, index: Index) -> Answer | None:
    """What the sources say that the meetings are, serve as, provide; None where they say nothing such."""
    chosen = [index.knowledge.meeting(one) for one in question.meetings]
    passages = [passage for one in chosen for passage in _defining(_meeting_names(one), index)[:2]]
    return _named(question, chosen, passages, index)


def _named(
    question: Question, chosen: Sequence[Initiative | Meeting], passages: Sequence[Passage], index: Index
) -> Answer | None:
    if not passages:
        return None
    lead = fill("thing", thing="; ".join(str(one.name) for one in chosen))
    meetings = [one.id for one in chosen if isinstance(one, Meeting)]
    shown = [*passages[:_SHOWN], *_naming(chosen, passages[:_SHOWN], index)]
    return answered(question, lead, shown, index, "what the sources say it is", meetings=meetings)


def _naming(chosen: Sequence[Initiative | Meeting], shown: Sequence[Passage], index: Index) -> list[Passage]:
    """The passages that prove the names in the lead, where those shown go by a short form."""
    said = [fold(passage.span.text) for passage in shown]
    unproved = [one for one in chosen if not any(fold(one.name.value) in text for text in said)]
    return passages_at((one.name.evidence for one in unproved), index)


def _defining(names: Sequence[str], index: Index, files: Collection[str] = ()) -> list[Passage]:
    """The passages, of these articles if any are given, that say what bears one of the names.

    The plainest definitions come first: those that begin with the name.
    """
    region = articles(files, index) if files else None
    found: list[tuple[int, int, Passage]] = []
    for name in names:
        for passage in _having(name, index, region):
            text = fold(passage.span.text)
            for match in re.finditer(rf"\b{re.escape(fold(name))}\b", text):
                if _DEFINING.match(text[match.end() :]):
                    found.append((match.start(), passage.number, passage))
    return [passage for _, _, passage in sorted(found, key=lambda one: one[:2])]


def _having(name: str, index: Index, region: Region) -> Iterator[Passage]:
    """The passages of a region that have all words of a name; of very many those with little else."""
    wanted = [Wanted(frozenset({key(word)}), 1.0) for word in name_words(name)]
    if not wanted:
        return iter(())
    named = narrowed(region, index.passages_with_all(one.keys for one in wanted))
    return passages_in(covering(wanted, index, named), index)


def _stands_together(question: Question, passage: Passage) -> bool:
    """Whether the words of what is asked about follow each other: a name is more than its words."""
    meant = zip(passage.words, meanings(passage.words), strict=True)
    keys = [own for word, own in meant if word not in lexicon().function]
    length = len(question.terms)
    return any(
        all(term.keys & own for term, own in zip(question.terms, keys[at : at + length], strict=False))
        for at in range(len(keys) - length + 1)
    )


def _defined(question: Question, index: Index) -> Answer | None:
    """A thing without a record: the sentence that has its name, one that defines it first."""
    hits = [
        hit
        for hit in search(question, index, in_scope(question, index))
        if _stands_together(question, hit.passage)
    ]
    if not hits:
        return None
    words = [term.text for term in question.terms]
    last = rf"\b{re.escape(fold(words[-1]))}\b"
    defining = [
        hit.passage
        for hit in hits
        for match in re.finditer(last, fold(hit.passage.span.text))
        if _DEFINING.match(fold(hit.passage.span.text)[match.end() :])
    ]
    chosen = defining[:1] or best(hits, 2)
    return sentence.introduced(question, chosen, index, "sentence that says what it is")
