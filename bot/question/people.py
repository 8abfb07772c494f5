"""Whom a question is about: the people it names, excludes, follows, or describes without a name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from bot.models import Official
from bot.question.index import Index
from bot.question.lexicon import keys_of, plain_keys
from bot.question.mentions import Mention, is_crowd, taken, welcomes_several
from bot.question.reading import Question, Unclear
from bot.question.spelling import Word
from bot.question.spoken_of import as_term, spoken_of
from bot.question.terms import Wording, term_of
from bot.question.things import FEW

_PEOPLE = frozenset({"official", "role"})
_ANY_OF = frozenset({"which", "any"})
_RELATING = {("official", "role"): {"s"}, ("role", "official"): {"of", "to"}}
"""What stands between somebody and an office that is told by him or her."""

_EXCLUDING = frozenset({"than", "besides", "except", "excluding", "without", "beside", "apart", "aside"})


def with_people(question: Question, wording: Wording, index: Index) -> Question:
    """The question with its people; unclear where a name or an office fits several and one is meant."""
    words = wording.words
    if not any(one.kind in _PEOPLE for one in wording.mentions):
        return question
    if strange := next((one for one in wording.mentions if one.strange), None):
        return replace(question, unclear=Unclear(strange.words(words), "official", strange.ids, True))
    excluded = _excluded(wording)
    matters = spoken_of(wording)
    speaking = [one for one in wording.mentions if one not in matters]
    people = [one for one in _people(speaking, excluded) if not is_crowd(one, question.kind, words)]
    related = _relation(wording.mentions, words)
    after = [one for one in people if _is_followed(one, question, words)]
    others = _ids([*excluded, *after, *matters])
    asked = [] if related else [one for one in people if one.ids and one not in (*excluded, *after)]
    asked = [replace(one, ids=_meant(one.ids, others, question, index)) for one in asked]
    question = _with_strangers(question, asked, [related] if related else people, wording, index)
    several = [one for one in asked if len(one.ids) > 1 and not welcomes_several(one, question.kind, words)]
    chosen = [one for one in several if question.terms and _ANY_OF & _before(words, one)]
    unclear = [one for one in several if one not in chosen]
    return replace(
        question,
        kind="who_said" if chosen and question.kind == "what_said" else question.kind,
        terms=(*question.terms, *(as_term(one, wording, index) for one in matters)),
        officials=_ids(asked),
        others=others,
        after=_ids(after),
        by_role=bool(asked) and all(one.kind == "role" for one in asked),
        unclear=Unclear(unclear[0].words(words), "official", unclear[0].ids) if unclear else question.unclear,
    )


def _excluded(wording: Wording) -> list[Mention]:
    """“Except Landrum and Diella”: the people whom the answer is to leave out."""
    found: list[Mention] = []
    for one in wording.mentions:
        joined = bool(found) and {word.read for word in wording.words[found[-1].last : one.first]} <= {
            "and",
            "or",
        }
        if one.kind == "official" and (joined or _before(wording.words, one) & _EXCLUDING):
            found.append(one)
    return found


def _with_strangers(
    question: Question, asked: Sequence[Mention], people: Sequence[Mention], wording: Wording, index: Index
) -> Question:
    """The question with the office that nobody holds, if it names one that is not just part of a name."""
    strangers = [one for one in people if not one.ids and one.kind == "role"]
    if not strangers:
        return question
    words = wording.words
    places = sorted(taken(strangers))
    apart = not (asked and strangers[0].last == asked[0].first)
    named = {text for at in places for text in (words[at].typed, words[at].read)}
    return replace(
        question,
        stranger=strangers[0].words(words) if apart else None,
        stranger_terms=tuple(term_of(words[at], index) for at in places if words[at].is_content),
        terms=tuple(one for one in question.terms if one.text not in named),
    )


def _is_followed(mention: Mention, question: Question, words: Sequence[Word]) -> bool:
    return "after" in _before(words, mention) and question.kind in {"who_spoke", "who_said"}


def _meant(
    ids: tuple[str, ...], others: tuple[str, ...], question: Question, index: Index
) -> tuple[str, ...]:
    return tuple(who for who in _narrowed(ids, question, index) if who not in others)


def _people(mentions: Sequence[Mention], excluded: Sequence[Mention]) -> list[Mention]:
    """The people named; an office after a name adds nothing: "is Diella a major general"."""
    people = [one for one in mentions if one.kind in _PEOPLE]
    named = [
        at for at, one in enumerate(people) if one.kind == "official" and one.ids and one not in excluded
    ]
    return [
        one
        for at, one in enumerate(people)
        if one.kind == "official" or not named or (at < named[0] and not one.ids)
    ]


def _before(words: Sequence[Word], mention: Mention) -> frozenset[str]:
    return frozenset(word.read for word in words[max(0, mention.first - 2) : mention.first])


def _narrowed(ids: tuple[str, ...], question: Question, index: Index) -> tuple[str, ...]:
    """Of several people in an office those in the articles on the meeting or initiative named with it.

    Meetings of which very many are meant tell nobody.
    """
    if len(ids) < 2 or len(question.meetings) > FEW:
        return ids
    names = [index.knowledge.meeting(one).name for one in question.meetings]
    names += [one.name for one in index.knowledge.initiatives(question.initiatives)]
    files = {name.evidence.source for name in names if name.evidence}
    there = set(index.knowledge.records.officials.ids(index.knowledge.store.having("named in", files)))
    near = tuple(one for one in ids if one in there)
    if 1 < len(near) <= FEW:
        keys = plain_keys(frozenset().union(*(keys_of(name.value) for name in names)))
        of_it = tuple(one for one in near if _holds_office_in(keys, index.knowledge.official(one)))
        near = of_it if len(of_it) == 1 else near
    return near or ids


def _holds_office_in(keys: frozenset[str], official: Official) -> bool:
    """Whether somebody's office is one in the thing that has these keys in its name: most of them."""
    offices = (keys_of(role.evidence.text) for role in official.roles)
    return any(len(keys & office) > len(keys) / 2 for office in offices)


def _relation(mentions: Sequence[Mention], words: Sequence[Word]) -> Mention | None:
    """“Diella's deputy”, “the boss of Burcu San”: somebody told by an office beside a person."""
    for one, other in pairwise(mentions):
        joined = _RELATING.get((one.kind, other.kind), ())
        if other.first - one.last == 1 and words[one.last].read in joined:
            return Mention("role", (), one.first, other.last)
    return None


def _ids(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for mention in mentions for one in mention.ids))
