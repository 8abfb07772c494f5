"""What is said in articles, and by whom; nobody is guessed, nothing is quoted that is not there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.data import data_folder, read_seed, read_yaml
from bot.draft import draft_article
from bot.models import Records, Seed

CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("statements.yaml"))
FOLDER = Path(__file__).parent.parent / "articles"
ARTICLES = sorted(FOLDER.glob("*.txt"))


def _told(records: Records) -> list[list[str | None]]:
    names = {official.id: official.name.value for official in records.officials}
    kinds = {"direct": "D", "indirect": "I"}
    return [[kinds[one.kind], names.get(one.speaker or ""), one.span.text] for one in records.statements]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_statements(case: dict[str, Any]) -> None:
    assert _told(draft_article(Seed("article.txt", case["text"]))) == case["statements"]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_quotations_of_whole_articles_have_their_speakers(path: Path) -> None:
    gold = read_yaml(path.with_suffix(".gold.yaml"))
    told = {(speaker, text) for kind, speaker, text in _told(draft_article(read_seed(path))) if kind == "D"}
    said = {(one["speaker"], one["text"]) for one in gold["statements"] if one["kind"] == "direct"}
    assert told - {(None, text) for _, text in told} <= said
    assert len(said - told) <= 1
    assert not {text for _, text in told} & {*gold["not_statements"], *gold["boilerplate"]}


@pytest.mark.parametrize("path", [*ARTICLES, *data_folder().seed_files()], ids=lambda path: path.stem)
def test_every_statement_is_the_article_s_own_words(path: Path) -> None:
    seed = read_seed(path)
    records = draft_article(seed)
    for statement in records.statements:
        assert statement.span == seed.span(statement.span.start, statement.span.end)
        assert (statement.speaker is None) == (statement.attribution is None)
    for official in records.officials:
        assert all(span == seed.span(span.start, span.end) for span in official.mentions)
        assert all(
            role.evidence == seed.span(role.evidence.start, role.evidence.end) for role in official.roles
        )
