"""What all modals have in common: a frame with a title, and what it shows while the answer is looked up."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.show.parts import section
from bot.show.slack_text import Json, plain_text

_TITLE = 24
_BUTTON = 24
_BLOCKS = 100

LOOKING = "Looking it up…"


def modal(
    title: str,
    blocks: Sequence[Block | Json],
    *,
    callback_id: str = "",
    submit: str = "",
    close: str = "Close",
    metadata: str = "",
    external_id: str = "",
) -> View:
    """A modal, with a button that submits it if `submit` is given; blocks beyond Slack's limit are left out.

    `metadata` comes back with what people do in it; by `external_id` it can be found again.
    """
    return View(
        type="modal",
        title=plain_text(title, _TITLE),
        blocks=list(blocks[:_BLOCKS]),
        callback_id=callback_id or None,
        submit=plain_text(submit, _BUTTON) if submit else None,
        close=plain_text(close, _BUTTON),
        private_metadata=metadata or None,
        external_id=external_id or None,
    )


def waiting(title: str, *, close: str = "Close", external_id: str = "") -> View:
    """The modal while its contents are looked up."""
    return modal(title, [section(LOOKING)], close=close, external_id=external_id)
