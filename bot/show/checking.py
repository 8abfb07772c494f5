"""The modal that tells of each quotation in a message whether it is in the sources word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, takewhile

from slack_sdk.models.blocks import Block, DividerBlock, HeaderBlock
from slack_sdk.models.views import View

from bot.models import Answer
from bot.show.blocks import message
from bot.show.modals import modal
from bot.show.parts import section
from bot.show.slack_text import Json, plain_text

CHECK_TITLE = "Check this quote"

_HEADER = 150
_MOST_BLOCKS = 95


def checked(checks: Sequence[tuple[str, Answer]], unchecked: int = 0) -> View:
    """The modal for quotations, each with what the check says; `unchecked` more were left aside."""
    parts = [list(_check(words, answer)) for words, answer in checks]
    sizes = accumulate(len(part) for part in parts)
    shown = len(list(takewhile(lambda size: size <= _MOST_BLOCKS, sizes)))
    hidden = len(parts) - shown + unchecked
    blocks = [block for part in parts[:shown] for block in part]
    if hidden:
        blocks += [
            DividerBlock(),
            section(f"{hidden:,} more, not shown here. Check them in a message of their own."),
        ]
    return modal(CHECK_TITLE, blocks)


def _check(words: str, answer: Answer) -> Iterator[Block | Json]:
    yield HeaderBlock(text=plain_text(f"“{words}”", _HEADER))
    yield from message(answer).blocks
    yield DividerBlock()
