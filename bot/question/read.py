"""From a question's text to what it asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.draft.dates import DateMention, find_dates
from bot.draft.text import fold
from bot.question.demand import counted_thing, demand_of
from bot.question.clauses import asking_places
from bot.question.index import Index, dated, name_words
from bot.question.kinds import classify, frame
from bot.question.lexicon import key, lexicon
from bot.question.mentions import PRONOUNS, Mention, is_content, taken
from bot.question.names import find_names
from bot.question.offices import is_rank
from bot.question.reading import Question, Term, Unclear
from bot.question.roles import find_roles
from bot.question.spelling import Word, read_words
from bot.question.things import find_acronyms, find_things

LONGEST = 600
"""Characters of a question that are read; what people ask is shorter, and what is pasted needs no more."""

_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"})
_EXCLUDING = frozenset({"than", "besides", "except", "excluding", "without", "beside"})
_SEVERAL_WELCOME = frozenset({"who_spoke", "browse", "attended", "how_many", "who_said"})


def read(text: str, index: Index, today: date | None = None) -> Question:
    """The question in `text`, by itself; `today` is what relative dates are reckoned from."""
    line = _without_dots(text[:LONGEST])
    words = read_words(line, index)
    mentions, dates = _mentions(line, words, index, today)
    kind, pattern = classify(words, mentions)
    asking = asking_places(line, words)
    terms, framing = _terms(words, mentions, kind, index, asking)
    question = Question(
        text=text,
        kind=kind,
        pattern=pattern,
        terms=terms,
        framing=framing,
        echo=frozenset().union(*(word.keys for word in words if is_content(word))),
        dates=tuple(one for one, _ in dates),
        date_words=tuple(said for _, said in dates),
        corrections=_corrections(words, mentions, index),
        demand=demand_of(kind, words),
        counted=counted_thing(words),
    )
    return _with_people(_with_things(question, mentions, words, index), mentions, words, index)


def _without_dots(text: str) -> str:
    """The text with "D.C.B." written "DCB"."""
    return _DOTTED.sub(lambda match: match[0].replace(".", ""), text)


def _mentions(
    text: str, words: Sequence[Word], index: Index, today: date | None
) -> tuple[list[Mention], list[tuple[DateMention, str]]]:
    dates = _dates(text, words, today)
    found = [mention for mention, _, _ in dates]
    found += [one for one in find_names(words, index) if not taken([one]) & taken(found)]
    for finder in (find_things, find_roles, find_acronyms):
        found += finder(words, index, taken(found))
    found += _pronouns(words, found)
    ordered = sorted(found, key=lambda mention: mention.first)
    return _with_offices(ordered), [(one, said) for _, one, said in dates]


def _with_offices(mentions: Sequence[Mention]) -> list[Mention]:
    """"The Canadian envoy Lund": an office right before a name is part of how the person is named."""
    merged: list[Mention] = []
    for one in mentions:
        before = merged[-1] if merged else None
        if before and before.kind == "role" and one.kind == "official" and before.last == one.first and one.ids:
            merged[-1] = replace(one, first=before.first)
        else:
            merged.append(one)
    return merged


def _pronouns(words: Sequence[Word], found: Sequence[Mention]) -> list[Mention]:
    """"He", "her": somebody whom only the thread can name; unless the question names its people itself."""
    if any(one.kind in {"official", "role"} for one in found):
        return []
    places = [at for at, word in enumerate(words) if word.read in PRONOUNS]
    return [Mention("official", (), at, at + 1) for at in places[:1]]


def _dates(text: str, words: Sequence[Word], today: date | None) -> list[tuple[Mention, DateMention, str]]:
    """The dates, looked for in the words as they were meant: "9 novmber" is a date."""
    meant, places, last = "", list[tuple[int, int]](), 0
    for word in words:
        meant += text[last : word.start] if word.start >= last else " "
        places.append((len(meant), len(meant) + len(word.read)))
        meant += word.read
        last = word.end
    found = []
    for one in find_dates(meant, today):
        inside = [at for at, (start, end) in enumerate(places) if start < one.end and one.start < end]
        if inside:
            found.append((Mention("date", (), inside[0], inside[-1] + 1), one, fold(meant[one.start : one.end])))
    return found


def _terms(
    words: Sequence[Word], mentions: Sequence[Mention], kind: str, index: Index, asking: frozenset[int]
) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """The words of substance that no mention covers: those to be answered, and those that ask for the kind."""
    covered = taken(
        mention
        for mention in mentions
        if mention.ids and not _is_crowd(mention, kind, words) or mention.kind in {"date", "gathering"}
    )
    every = [
        (word, replace(_term(word, index), qualifies=_qualified(words, place, mentions)))
        for place, word in enumerate(words)
        if place in asking - covered and (is_content(word) or word.read in lexicon().hard)
    ]
    framing = frame(kind)
    return (
        _with_alternatives([term for word, term in every if not word.keys & framing], words),
        tuple(term for word, term in every if word.keys & framing),
    )


def _qualified(words: Sequence[Word], place: int, mentions: Sequence[Mention]) -> frozenset[str]:
    """What an ordinal stands before: "the next | meeting"; nothing for other words."""
    after = place + 1
    if words[place].read not in lexicon().hard or after >= len(words):
        return frozenset()
    if any(mention.first == after and mention.kind in {"meeting", "gathering"} for mention in mentions):
        return frozenset({"<meeting>"})
    return words[after].keys if is_content(words[after]) or words[after].read in {"one", "ones"} else frozenset()


def _with_alternatives(terms: list[Term], words: Sequence[Word]) -> tuple[Term, ...]:
    """"The first or the second": one of two is enough."""
    read = [word.read if word.corrected else word.typed for word in words]
    merged = [term for term in terms if not (term.text.isdigit() and "or" in read)]
    ordinals = [term for term in merged if term.text.lower() in ORDINALS]
    if "or" in read and len(ordinals) > 1:
        merged = [term for term in merged if term not in ordinals] + [_either(ordinals)]
    for one, other in zip(merged.copy(), merged[1:], strict=False):
        between = read[read.index(one.text) + 1 : read.index(other.text)]
        if "or" in between and len(between) <= 4 and one in merged and other in merged:
            merged[merged.index(one)] = _either([one, other])
            merged.remove(other)
    return tuple(merged)


def _either(terms: Sequence[Term]) -> Term:
    keys = frozenset().union(*(term.keys for term in terms))
    return replace(terms[0], keys=keys, known=any(term.known for term in terms), hard=False)


def _term(word: Word, index: Index) -> Term:
    keys = word.keys | _kindred(word, index)
    return Term(word.read if word.corrected else word.typed, keys, index.weight(keys), index.knows(keys), word.read in lexicon().hard)


def _kindred(word: Word, index: Index) -> frozenset[str]:
    """The keys of the sources that begin as an unknown word does: "supplier" and "supply"."""
    own = key(word.read)
    if own in index.postings or len(own) < 5:
        return frozenset()
    return frozenset(
        one
        for one in index.postings
        if one[:5] == own[:5] and abs(len(one) - len(own)) <= 3 and (one.startswith(own) or own.startswith(one[:-1]))
    )


def _corrections(words: Sequence[Word], mentions: Sequence[Mention], index: Index) -> tuple[tuple[str, str], ...]:
    """What was read otherwise than typed: words, and people whose names were spelled in another way."""
    people = [one for one in mentions if one.kind == "official" and len(one.ids) == 1]
    named = taken(people)
    plain = [(word.typed, word.read) for at, word in enumerate(words) if word.corrected and at not in named and is_content(word)]
    spelled = [
        (one.words(words), str(index.knowledge.official(one.ids[0]).name))
        for one in people
        if any(_is_misspelled(words[at], one.ids[0], index) for at in range(one.first, one.last))
    ]
    return (*plain, *spelled)


def _is_misspelled(word: Word, official_id: str, index: Index) -> bool:
    """Whether a word of a name is none of its bearer's, rank, initials and possessives apart."""
    official = index.knowledge.official(official_id)
    parts = {part for value in (official.name, *official.aliases) for part in name_words(str(value))}
    typed = fold(word.typed)
    plain = typed in parts or typed.removesuffix("s") in parts or len(typed) == 1
    return not plain and not is_rank(word.read) and (word.corrected or word.read not in parts and is_content(word))


def _with_things(
    question: Question, mentions: Sequence[Mention], words: Sequence[Word], index: Index
) -> Question:
    meetings = [one for one in mentions if one.kind == "meeting"]
    initiatives = [one for one in mentions if one.kind == "initiative"]
    acronyms = tuple(one for mention in mentions if mention.kind == "acronym" for one in mention.ids)
    meetings = [replace(one, ids=_on_the_dates(one.ids, question, index)) for one in meetings]
    unclear = next((Unclear(one.words(words), "meeting", one.ids) for one in meetings if len(one.ids) > 1), None)
    return replace(
        question,
        meetings=tuple(dict.fromkeys(one for mention in meetings for one in mention.ids)),
        initiatives=tuple(dict.fromkeys(one for mention in initiatives for one in mention.ids)),
        acronyms=acronyms,
        unclear=unclear,
        bare_meeting=any(one.kind == "gathering" for one in mentions),
    )


def _on_the_dates(ids: tuple[str, ...], question: Question, index: Index) -> tuple[str, ...]:
    """Of several meetings those that fell on the question's dates; all where none did."""
    if len(ids) < 2 or not question.dates:
        return ids
    return tuple(one for one in ids if dated(index.knowledge.meeting(one), question.dates)) or ids


def _with_people(question: Question, mentions: Sequence[Mention], words: Sequence[Word], index: Index) -> Question:
    people = [one for one in _people(mentions) if not _is_crowd(one, question.kind, words)]
    related = _relation(mentions, words)
    excluded = [one for one in people if _before(words, one) & _EXCLUDING]
    after = [one for one in people if "after" in _before(words, one) and question.kind in {"who_spoke", "who_said"}]
    asked = [
        replace(one, ids=_narrowed(one.ids, question, index))
        for one in people
        if one.ids and one not in excluded and one not in after and not related
    ]
    strangers = [related] if related else [one for one in people if not one.ids and one.kind == "role"]
    others = _ids([*excluded, *after])
    asked = [replace(one, ids=tuple(who for who in one.ids if who not in others)) for one in asked]
    unclear = [one for one in asked if len(one.ids) > 1 and question.kind not in _SEVERAL_WELCOME]
    return replace(
        question,
        officials=_ids(asked),
        others=others,
        after=_ids(after),
        by_role=bool(asked) and all(one.kind == "role" for one in asked),
        stranger=strangers[0].words(words) if strangers and strangers[0].last != _first_named(asked) else None,
        stranger_terms=tuple(_term(words[at], index) for at in sorted(taken(strangers)) if is_content(words[at])),
        terms=tuple(one for one in question.terms if one.text not in _texts(strangers, words)),
        unclear=Unclear(unclear[0].words(words), "official", unclear[0].ids) if unclear else question.unclear,
    )


def _people(mentions: Sequence[Mention]) -> list[Mention]:
    """The people named; beside a name, an office that follows it adds nothing ("is Diella a major general")."""
    people = [one for one in mentions if one.kind in {"official", "role"}]
    named = [at for at, one in enumerate(people) if one.kind == "official" and one.ids]
    return [one for at, one in enumerate(people) if one.kind == "official" or not named or at < named[0] and not one.ids]


def _before(words: Sequence[Word], mention: Mention) -> frozenset[str]:
    return frozenset(word.read for word in words[max(0, mention.first - 2) : mention.first])


def _narrowed(ids: tuple[str, ...], question: Question, index: Index) -> tuple[str, ...]:
    """Of several people in an office those of the articles on the meeting or initiative that the question names."""
    records = index.knowledge.records
    things = [one for one in records.meetings if one.id in question.meetings]
    named = [*things, *(one for one in records.initiatives if one.id in question.initiatives)]
    files = {one.name.evidence.source for one in named if one.name.evidence}
    if len(ids) < 2 or not files:
        return ids
    near = [one for one in ids if any(span.source in files for span in index.knowledge.official(one).mentions)]
    return tuple(near) or ids


def _is_crowd(mention: Mention, kind: str, words: Sequence[Word]) -> bool:
    """"The ministers declared": several people at once, whom no answer could tell apart."""
    plural = words[mention.last - 1].read.endswith("s")
    return mention.kind == "role" and len(mention.ids) > 1 and plural and kind not in _SEVERAL_WELCOME


def _relation(mentions: Sequence[Mention], words: Sequence[Word]) -> Mention | None:
    """"Diella's deputy", "the boss of Burcu San": somebody told by an office beside a person, as one mention."""
    for one, other in zip(mentions, mentions[1:], strict=False):
        between = [word.read for word in words[one.last : other.first]]
        if one.kind == "official" and other.kind == "role" and between == ["s"]:
            return Mention("role", (), one.first, other.last)
        if one.kind == "role" and other.kind == "official" and between in (["of"], ["to"]):
            return Mention("role", (), one.first, other.last)
    return None


def _first_named(mentions: Sequence[Mention]) -> int:
    return mentions[0].first if mentions else -1


def _ids(mentions: Sequence[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for mention in mentions for one in mention.ids))


def _texts(mentions: Sequence[Mention], words: Sequence[Word]) -> frozenset[str]:
    return frozenset(text for at in taken(mentions) for text in (words[at].typed, words[at].read))
