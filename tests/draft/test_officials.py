"""People as articles name them: rank, office, short mentions; and what is no person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.data import read_yaml
from bot.draft import draft_article
from bot.models import Official, Seed

CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("officials.yaml"))


def _told(official: Official) -> dict[str, Any]:
    return {
        "name": official.name.value,
        "rank": official.rank.value if official.rank else None,
        "roles": [f"{role.title or 'null'} @ {role.organisation or 'null'}" for role in official.roles],
        "mentions": len(official.mentions),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_people(case: dict[str, Any]) -> None:
    told = [_told(official) for official in draft_article(Seed("article.txt", case["text"])).officials]
    assert [one["name"] for one in told] == [expected["name"] for expected in case["officials"]]
    for found, expected in zip(told, case["officials"], strict=True):
        assert {field: found[field] for field in expected} == expected


def test_names_of_one_slug_have_ids_of_their_own() -> None:
    text = "Colonel Ada Lind Berg of the Norwegian Navy met Dr Ada Lind-Berg."
    ids = [official.id for official in draft_article(Seed("article.txt", text)).officials]
    assert ids == ["ada-lind-berg", "ada-lind-berg-2"]
