"""An article taken apart by its form: what is text, and what is headline, dateline, furniture, correction."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.data import read_yaml
from bot.draft.article import Article, read_article
from bot.models import Seed

CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("article.yaml"))
NEWLINES = {"unix": "\n", "windows": "\r\n"}


def _told(article: Article) -> dict[str, Any]:
    return {
        "title": article.title and article.title.text,
        "dateline": article.dateline and article.dateline.text,
        "sentences": [one.text for paragraph in article.paragraphs for one in paragraph.sentences],
        "boilerplate": [span.text for span in article.boilerplate],
        "corrections": [span.text for span in article.corrections],
    }


@pytest.mark.parametrize("newline", NEWLINES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_parts(case: dict[str, Any], newline: str) -> None:
    text = case["text"].replace("\n", NEWLINES[newline])
    told = _told(read_article(Seed("article.txt", text)))
    for part, expected in case.items():
        if part in told:
            found = [one.replace("\r", "") for one in told[part]] if part == "sentences" else told[part]
            assert found == expected, part


def test_a_byte_order_mark_shifts_no_offset() -> None:
    seed = Seed("article.txt", "\ufeffBoats\n\nThe boats sailed. They came back.")
    article = read_article(seed)
    assert article.title == seed.span(1, 6)
    assert [one.text for one in article.paragraphs[0].sentences] == ["The boats sailed.", "They came back."]
