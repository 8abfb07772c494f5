"""Dates as the press and hurried people write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.data import read_yaml
from bot.draft.calendar_words import calendar
from bot.draft.dates import find_dates

FRIDAY = date(2025, 5, 30)
CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("dates.yaml"))
EXAMPLES = [
    str(example)
    for entries in calendar()["forms"].values()
    for entry in entries
    for example in entry["examples"]
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"]))
def test_date_is_found_and_resolved(case: dict[str, Any]) -> None:
    text = str(case["text"])
    found = [
        [text[mention.start : mention.end], str(mention.first), str(mention.last), mention.precision]
        for mention in find_dates(text, FRIDAY)
    ]
    assert found == [[str(part) for part in expected] for expected in case["dates"]]


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["dates"]], ids=lambda case: str(case["text"])
)
def test_year_counts_as_stated_only_where_the_words_tell_it(case: dict[str, Any]) -> None:
    assert [mention.year_stated for mention in find_dates(str(case["text"]), FRIDAY)] == [
        case.get("year", True)
    ]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_form_reads_its_own_examples_whole(example: str) -> None:
    assert [example[mention.start : mention.end] for mention in find_dates(example, FRIDAY)] == [example]


@pytest.mark.parametrize("text", ["yesterday", "on Tuesday", "last year", "two weeks ago"])
def test_relative_date_is_none_without_a_day_to_count_from(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "first", "last", "meets"),
    [
        ("9 november", date(2022, 11, 9), date(2022, 11, 9), True),
        ("9 november", date(2022, 11, 10), date(2022, 11, 12), False),
        ("the november meeting", date(2022, 11, 9), date(2022, 11, 9), True),
        ("9 november 2023", date(2022, 11, 9), date(2022, 11, 9), False),
        ("2022", date(2022, 11, 9), date(2022, 11, 9), True),
        ("30 december to 2 january", date(2023, 1, 1), date(2023, 1, 1), True),
        ("29 february", date(2023, 2, 28), date(2023, 3, 1), False),
    ],
)
def test_date_without_a_year_meets_that_day_of_any_year(
    text: str, first: date, last: date, meets: bool
) -> None:
    (mention,) = find_dates(text)
    assert mention.meets(first, last) is meets
