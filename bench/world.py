"""An invented world: people, bodies, places, meetings and words, the same for the same seed."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from bot.draft.names import slug
from bot.question.english import english

_ONSETS = "b br d dr f fl g gr h j k kl kr l m n p pr r s sk st sv t tr v vr z".split()
_VOWELS = "a e i o u a e i o ei au ia".split()
_CODAS = "n r l s k m d t nd rt lm nk sk v st".split()
_GIVEN_ENDS = "a an e ek en ia id in ina is mir na o ra us".split()
_RANKS = ("Lieutenant General", "Major General", "Rear Admiral", "Brigadier General", "Colonel", "Captain")
_OFFICES = ("Director", "Head", "Chair", "Deputy Director", "Commander", "Secretary General")
_BODIES = ("Agency", "Bureau", "Office", "Directorate", "Command", "Authority", "Institute", "Council")
_GATHERINGS = ("Conference", "Forum", "Seminar", "Workshop", "Symposium", "Summit")
_FIRST_DAY = date(2001, 1, 8)
_DAYS = 9000


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in office; `rank` is empty for civilians."""

    id: str
    name: str
    surname: str
    rank: str
    office: str
    body: str
    short: str


@dataclass(frozen=True, slots=True)
class Gathering:
    """One edition of a meeting."""

    id: str
    name: str
    place: str
    host: str
    day: date


@dataclass(frozen=True, slots=True)
class Undertaking:
    """An initiative."""

    id: str
    name: str
    short: str
    year: int


class World:
    """Whom and what the articles are about; as in any language, few words come often, most rarely."""

    def __init__(self, articles: int, seed: int) -> None:
        self._random = Random(seed)
        common = sorted(english(), key=lambda word: -english()[word])[400:30_000]
        self._words = [word for word in common if 4 < len(word) < 12 and word.isalpha()]
        self._weights = list(accumulate(1 / (rank + 20) for rank in range(len(self._words))))
        self.places = [self._place() for _ in range(400)]
        self.bodies = [self._body() for _ in range(max(20, articles // 20))]
        self._ids: set[str] = set()
        self.people = [self._person() for _ in range(max(12, articles * 6 // 10))]
        self.undertakings = [self._undertaking() for _ in range(max(4, articles // 20))]
        self._series = [self._gathering_name() for _ in range(max(10, articles // 5))]

    def word(self) -> str:
        """A word, as likely as it is frequent."""
        return self._words[bisect(self._weights, self._random.random() * self._weights[-1])]

    def words(self, least: int, most: int) -> str:
        """Some words in a row."""
        return " ".join(self.word() for _ in range(self._random.randint(least, most)))

    def gathering(self) -> Gathering:
        """A new edition of one of the meetings."""
        day = _FIRST_DAY + timedelta(self._random.randrange(_DAYS))
        name, place = self._random.choice(self._series)
        host, _ = self._random.choice(self.bodies)
        return Gathering(self._free(f"{slug(name)}-{day}"), name, place, host, day)

    def _free(self, wanted: str) -> str:
        number, free = 1, wanted
        while free in self._ids:
            number += 1
            free = f"{wanted}-{number}"
        self._ids.add(free)
        return free

    def _syllable(self) -> str:
        return self._random.choice(_ONSETS) + self._random.choice(_VOWELS)

    def _surname(self) -> str:
        middle = "".join(self._syllable() for _ in range(self._random.randint(1, 2)))
        return (middle + self._syllable() + self._random.choice(_CODAS)).capitalize()

    def _place(self) -> str:
        return (self._syllable() + self._syllable() + self._random.choice(_CODAS)).capitalize()

    def _body(self) -> tuple[str, str]:
        words = [self.word().capitalize(), self.word().capitalize(), self._random.choice(_BODIES)]
        return " ".join(words), "".join(word[0] for word in words)

    def _person(self) -> Person:
        given = (
            self._syllable() + self._random.choice(_CODAS)[0] + self._random.choice(_GIVEN_ENDS)
        ).capitalize()
        surname = self._surname()
        rank = self._random.choice(_RANKS) if self._random.random() < 0.5 else ""
        body, short = self._random.choice(self.bodies)
        name = f"{given} {surname}"
        return Person(self._free(slug(name)), name, surname, rank, self._random.choice(_OFFICES), body, short)

    def _undertaking(self) -> Undertaking:
        words = [self.word().capitalize(), self.word().capitalize(), "Initiative"]
        name, short = " ".join(words), "".join(word[0] for word in words)
        return Undertaking(self._free(slug(name)), name, short, self._random.randint(1995, 2024))

    def _gathering_name(self) -> tuple[str, str]:
        words = [self.word().capitalize() for _ in range(self._random.randint(2, 3))]
        return " ".join([*words, self._random.choice(_GATHERINGS)]), self._random.choice(self.places)
