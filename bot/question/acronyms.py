"""Short forms and what they stand for, looked up from either side while the index is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from heapq import heapify, heappop, heappush

from bot.models import Acronym, Value
from bot.question.lexicon import keys_of, name_words, plain_keys


class Acronyms:
    """The acronyms in the order of the records, by their keys and by their words."""

    def __init__(self, acronyms: Iterable[Acronym]) -> None:
        self.every = tuple(acronyms)
        self.by_short = {one.short.value: one for one in self.every}
        self._keys = [(keys_of(one.short.value), keys_of(one.long.value)) for one in self.every]
        self._touched: dict[str, list[int]] = defaultdict(list)
        self._opened: dict[str, list[int]] = defaultdict(list)
        for number, (short, _) in enumerate(self._keys):
            for one in {*short, *self.long_key(number)}:
                self._touched[one].append(number)
            for word in name_words(self.every[number].long.value)[:1]:
                self._opened[word].append(number)

    def long_key(self, number: int) -> list[str]:
        """One key that every text with an acronym's long form has; none where it has no word of its own."""
        return sorted(plain_keys(self._keys[number][1]), key=lambda one: (-len(one), one))[:1]

    def expanded(self, keys: frozenset[str]) -> frozenset[str]:
        """The keys with those of the short form of every long form in them, and the other way round."""
        waiting = [number for one in keys for number in self._touched.get(one, ())]
        heapify(waiting)
        last = -1
        while waiting:
            number = heappop(waiting)
            short, long = self._keys[number]
            if number > last and (short & keys or plain_keys(long) <= keys):
                for one in (short | long) - keys:
                    for further in self._touched.get(one, ()):
                        heappush(waiting, further)
                keys |= short | long
            last = max(last, number)
        return keys

    def shorts_in(self, text: str) -> list[Value]:
        """The short forms of all long forms that a text has in it."""
        said = {number for word in name_words(text) for number in self._opened.get(word, ())}
        return [self.every[at].short for at in sorted(said) if self.every[at].long.value in text]
