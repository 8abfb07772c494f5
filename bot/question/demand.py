"""What an answer must have in it to be one: a date, a number of the things counted, a sum of money."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from bot.data import read_yaml
from bot.question.lexicon import lexicon
from bot.question.reading import Demand
from bot.question.spelling import Word
from bot.word_lists import word_list

_BY_KIND: dict[str, Demand] = {
    "when": "date",
    "where": "place",
    "who_said": "person",
    "who_spoke": "person",
}
_OTHERWISE: dict[str, Demand] = {"attended": "person"}
"""Countries attend, too, where these are asked for."""
_PHRASED: dict[Demand, tuple[str, ...]] = {
    "measure": ("by how much", "by how many", "how much faster", "how much quicker", "how much shorter"),
    "time": ("what time", "which time", "start time", "starting time", "opening time", "end time"),
    "deadline": (
        "by when",
        "until when",
        "till when",
        "by what date",
        "by which date",
        "by what day",
        "by which day",
    ),
    "duration": ("how long",),
    "frequency": ("how often", "how frequently", "how regularly", "how regular", "how frequent"),
    "number": ("how many", "number of", "how big", "how large", "turnout", "head count", "headcount"),
    "part": tuple(
        f"{which} {part}"
        for which in ("which", "what")
        for part in ("paragraph", "page", "chapter", "section", "clause", "annex", "footnote")
    ),
    "money": ("how much", "what sum", "what amount", "which sum", "which amount"),
}
_BY_PHRASING = [(f" {said} ", demand) for demand, phrased in _PHRASED.items() for said in phrased]

_COUNTING = (("how", "many"), ("number", "of"), ("how", "much"))
"""What stands before a thing that is counted; where several do, the first of these tells it."""


def demand_of(kind: str, words: Sequence[Word]) -> Demand | None:
    """What the answer must have in it; None where any sentence on the matter will do."""
    line = f" {' '.join(word.read for word in words)} "
    phrased = next((demand for said, demand in _BY_PHRASING if said in line), None)
    by_words = phrased or (None if kind == "what_said" else _by_words(words, line))
    return by_words or _BY_KIND.get(kind) or _by_question_word(words) or _OTHERWISE.get(kind)


def _by_words(words: Sequence[Word], line: str) -> Demand | None:
    if _asks_for_money(words):
        return "money"
    if measured(words):
        return "measure"
    return "name" if "name of" in line and not _listed("persons").isdisjoint(line.split()) else None


def _by_question_word(words: Sequence[Word]) -> Demand | None:
    if any(_asks_for_names(words, at) for at in range(len(words) - 1)):
        return "countries"
    return "person" if {"who", "whom", "whose"} & {word.read for word in words} else None


def measured(words: Sequence[Word]) -> int | None:
    """The place of the word that "how" asks the measure of: "how | tall"; None where it asks for none."""
    for place, word in enumerate(words[:-1]):
        following = words[place + 1]
        if word.read == "how" and following.read in _listed("measures"):
            return place + 1
    return None


def asks_for_matter(read: Sequence[str]) -> bool:
    """Whether the words ask who spoke of something: "which speakers | referred to …"."""
    return bool(_listed("matters") & set(read))


def asks_for_so_many(words: Sequence[Word], place: int) -> bool:
    """Whether a number tells how much of an answer is wanted: "give me | 3 | quotes"."""
    after = words[place + 1].read if place + 1 < len(words) else ""
    return words[place].read.isdigit() and after in _listed("forms")


def opens_a_matter(read: Sequence[str]) -> bool:
    """Whether words before a name tell that its bearer is spoken of: "what did she say | about Kovács"."""
    return bool(_listed("of_somebody") & set(read))


def tells_of_thought(read: Sequence[str]) -> bool:
    """Whether the words tell of thinking or speaking: "what does she think | of Kovács"."""
    return bool(_listed("thoughts") & set(read))


def tells_of_a_person(read: Sequence[str]) -> bool:
    """Whether the words speak of somebody by what he or she is: "one of the generals", "the boss"."""
    return any(word in _listed("persons") or word.removesuffix("s") in _listed("persons") for word in read)


def names_a_room(read: Sequence[str]) -> frozenset[str]:
    """The words that ask for a place within a building: a city is no answer to them."""
    return _listed("rooms") & frozenset(read)


def _listed(section: str) -> frozenset[str]:
    return _lists()[section]


@word_list
def _lists() -> dict[str, frozenset[str]]:
    content: dict[str, str] = read_yaml(Path(__file__).with_name("demand.yaml"))
    return {section: frozenset(listed.split()) for section, listed in content.items()}


def counted_thing(words: Sequence[Word]) -> frozenset[str]:
    """The keys of what "how many" or "number of" counts: of the last word of the noun phrase that follows."""
    read = [word.read for word in words]
    found = [
        (_COUNTING.index(pair), at + 2)
        for at, pair in enumerate(pairwise(read[:-1]))
        if pair in _COUNTING and (pair[1] != "much" or words[at + 2].is_content)
    ]
    return _noun(words, _past_share(read, min(found)[1])) if found else frozenset()


def _past_share(read: Sequence[str], start: int) -> int:
    """Past how many there are in all: "how many | of the 57 | posts"."""
    if read[start] != "of":
        return start
    return next(
        (at + 1 for at in range(start + 1, min(start + 3, len(read) - 1)) if read[at].isdigit()), start
    )


def _noun(words: Sequence[Word], start: int) -> frozenset[str]:
    last = start + 1
    while last < len(words) and words[last].is_content and last - start < 3:
        last += 1
    return frozenset().union(*(word.keys for word in words[start:last]))


def _asks_for_money(words: Sequence[Word]) -> bool:
    asked = {"what", "budget", "cost", "price", "how"}
    money = any(word.keys & {"budget", "cost", "price"} for word in words)
    return money and any(word.read in asked for word in words)


def _asks_for_names(words: Sequence[Word], at: int) -> bool:
    """“which countries”, “name the eight nations”: the answer must name some."""
    if words[at].read not in {"which", "what", "name", "list"}:
        return False
    start = at + 2 if words[at + 1].read in {"are", "were"} else at + 1
    near = words[start : start + 4]
    stop = next((place for place, word in enumerate(near) if _ends_noun(word)), len(near))
    return any("<nation>" in word.keys for word in near[:stop])


def _ends_noun(word: Word) -> bool:
    return word.read != "the" and (word.read in lexicon().function or word.read in {"do", "does", "did"})
