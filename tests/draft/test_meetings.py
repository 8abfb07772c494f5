"""Meetings as articles report and announce them, each value proved by the article's own words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.data import data_folder, read_seed, read_yaml
from bot.draft import draft_article
from bot.models import Meeting, Seed, Value

CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("meetings.yaml"))
ARTICLES = [*sorted((Path(__file__).parent.parent / "articles").glob("*.txt")), *data_folder().seed_files()]


def _told(meeting: Meeting) -> dict[str, Any]:
    one = {
        "name": meeting.name,
        "start": meeting.start_date,
        "end": meeting.end_date,
        "place": meeting.place,
        "host": meeting.host,
    }
    many = {"aliases": meeting.aliases, "participants": meeting.participants, "topics": meeting.topics}
    told: dict[str, Any] = {field: value and value.value for field, value in one.items()}
    return told | {field: {value.value for value in values} for field, values in many.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_meetings_are_told_with_their_particulars(case: dict[str, Any]) -> None:
    told = [_told(meeting) for meeting in draft_article(Seed("lead.txt", case["text"])).meetings]
    assert len(told) == len(case["meetings"]), told
    for found, expected in zip(told, case["meetings"], strict=True):
        for field, value in expected.items():
            if isinstance(value, list):
                assert set(value) <= found[field], field
            else:
                assert found[field] == (value and str(value)), field


def _values(meeting: Meeting) -> list[Value]:
    one = (meeting.name, meeting.start_date, meeting.end_date, meeting.place, meeting.host)
    return [value for value in (*one, *meeting.aliases, *meeting.participants, *meeting.topics) if value]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_value_quotes_its_article(path: Path) -> None:
    seed = read_seed(path)
    meetings = draft_article(seed).meetings
    assert meetings
    for value in (value for meeting in meetings for value in _values(meeting)):
        assert value.evidence
        assert value.evidence == seed.span(value.evidence.start, value.evidence.end)
        assert value.evidence.text.strip() == value.evidence.text != ""
