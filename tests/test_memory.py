"""What is remembered of questions is bounded, whatever people ask."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import _lru_cache_wrapper
from pathlib import Path
from threading import Barrier

import pytest

from bot import ask
from bot.data import DataFolder
from bot.draft.text import VOCABULARY
from bot.question import english
from bot.question.compiled import open_knowledge

A_BATCH = 100


def remembering() -> list[_lru_cache_wrapper[object]]:
    """The functions of the bot's that remember what they gave."""
    # By its type itself: what is asked for its class may be a reference to what is no more.
    found = (each for each in gc.get_objects() if type(each) is _lru_cache_wrapper)
    return [each for each in found if getattr(each, "__module__", "").startswith("bot.")]


def questions(first: int) -> list[str]:
    """Questions with words, figures, dates and characters that no other has."""
    numbers = range(first, first + A_BATCH)
    return [f"What did Harbour{n} say about the buoy no. {n} {chr(0x4E00 + n)} of {n} May?" for n in numbers]


def test_no_question_is_remembered_for_good(data: Path) -> None:
    knowledge = open_knowledge(DataFolder(data))
    sizes = []
    for first in (0, A_BATCH):
        for question in questions(first):
            ask(question, knowledge=knowledge)
        sizes.append({id(each): each.cache_info().currsize for each in remembering()})
    for each in remembering():
        remembered = each.cache_info()
        if remembered.maxsize is None:
            assert remembered.currsize == sizes[0].get(id(each), 0), each
        else:
            assert remembered.maxsize <= VOCABULARY, each


def test_the_list_of_english_words_is_made_once_whoever_needs_it_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    together, made = Barrier(8), list[str]()

    def counts(*_: object) -> Iterator[tuple[str, int]]:
        made.append("words")
        yield "buoy", 7

    def look(_: int) -> int:
        together.wait()
        return english.english()["buoy"]

    english._english.cache_clear()
    monkeypatch.setattr(english, "_counts", counts)
    with ThreadPoolExecutor(8) as threads:
        assert {*threads.map(look, range(8))} == {7}
    english._english.cache_clear()
    assert made == ["words"]
