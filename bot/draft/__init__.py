"""From an article's text to records, by rules general to press articles; every value with its evidence."""

from __future__ import annotations

from bot.draft.article import read_article
from bot.models import Records, Seed


def draft_article(seed: Seed) -> Records:
    """Everything that can be read from one article. Ids are slugs of names, unique within the article."""
    read_article(seed)
    return Records()
