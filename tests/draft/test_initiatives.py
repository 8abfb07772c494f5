"""Initiatives as articles name them, with the year and the words that prove it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.data import data_folder, read_seed, read_yaml
from bot.draft import draft_article
from bot.models import Initiative, Seed

CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("initiatives.yaml"))
ARTICLES = [*sorted((Path(__file__).parent.parent / "articles").glob("*.txt")), *data_folder().seed_files()]


def _told(initiative: Initiative) -> dict[str, Any]:
    values = {
        field: getattr(initiative, field) for field in ("name", "acronym", "established", "description")
    }
    told: dict[str, Any] = {field: value and value.value for field, value in values.items()}
    founding = initiative.established.evidence if initiative.established else None
    return told | {
        "aliases": [alias.value for alias in initiative.aliases],
        "proof": founding and founding.text,
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_initiatives_are_told_with_their_beginning(case: dict[str, Any]) -> None:
    told = [_told(initiative) for initiative in draft_article(Seed("lead.txt", case["text"])).initiatives]
    assert len(told) == len(case["initiatives"]), told
    for found, expected in zip(told, case["initiatives"], strict=True):
        proof = expected.get("proof", "")
        assert proof in (found["proof"] or "")
        assert {field: found[field] for field in expected if field != "proof"} == {
            field: value for field, value in expected.items() if field != "proof"
        }


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_value_quotes_its_article(path: Path) -> None:
    seed = read_seed(path)
    for initiative in draft_article(seed).initiatives:
        one = (initiative.name, initiative.acronym, initiative.established, initiative.description)
        for value in (value for value in (*one, *initiative.aliases) if value):
            assert value.evidence
            assert value.evidence == seed.span(value.evidence.start, value.evidence.end)
        if initiative.established and initiative.established.evidence:
            assert initiative.established.value[:4] in initiative.established.evidence.text
