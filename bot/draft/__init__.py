"""From an article's text to records, by rules general to press articles; every value with its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.draft.drafting import draft_article

__all__ = ["draft_article"]


def __getattr__(name: str) -> object:
    """`draft_article`, once it is wanted: questions need a few modules of this package, not its rules."""
    if name == "draft_article":
        from bot.draft.drafting import draft_article  # noqa: PLC0415

        return draft_article
    raise AttributeError(name)
