"""Who spoke at which meeting: those who took the floor there, not those who were heard elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.data import read_yaml
from bot.draft import draft_article
from bot.models import Seed

CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("speakers.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_speakers(case: dict[str, Any]) -> None:
    records = draft_article(Seed("article.txt", case["text"]))
    names = {official.id: official.name.value for official in records.officials}
    told = {
        meeting.name.value: [names[speaker.value] for speaker in meeting.speakers]
        for meeting in records.meetings
    }
    assert told == case["speakers"]
