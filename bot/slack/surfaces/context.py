"""The button beside a quote: what stands around it in its article, for whoever asks alone."""

from __future__ import annotations

import logging
import re
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.models.views import View

from bot.dates_in_words import dates_in
from bot.question.index import index_of
from bot.reply.excerpt import excerpt
from bot.show.blocks import notice
from bot.show.buttons import CONTEXT, citation_of
from bot.show.excerpt import TITLE, excerpt_message, excerpt_modal
from bot.show.modals import modal
from bot.slack.channels import settings_in
from bot.slack.desk import Desk
from bot.slack.origin import origin_of
from bot.slack.posting import reply_privately
from bot.slack.views import open_view
from bot.slack.work import acknowledged

_GONE = notice(
    "The source no longer has these words at this place, so there is no context to show. Please ask again."
)

log = logging.getLogger(__name__)


def listen(app: App, desk: Desk) -> None:
    """Hear clicks on context buttons."""
    app.action(re.compile(f"^{CONTEXT}:"))(acknowledged(desk, _show))


def _show(desk: Desk, body: dict[str, Any], client: WebClient) -> None:
    """Show the words around a quote as its seed has them now, or say that it has them no more."""
    found = excerpt(citation_of(body["actions"][0]["value"]), index_of(desk.knowledge))
    log.info("context, %s", "shown" if found else "gone")
    if "view" in body:
        _show_modal(body, client, excerpt_modal(found) if found else modal(TITLE, _GONE.blocks))
        return
    with dates_in(settings_in(desk, origin_of(body).channel).dates):
        message = excerpt_message(found) if found else _GONE
    reply_privately(client, body, message)


def _show_modal(body: dict[str, Any], client: WebClient, shown: View) -> None:
    """Show it on top of the modal that was clicked in, or over the Home."""
    if body["view"]["type"] == "modal":
        client.views_push(trigger_id=body["trigger_id"], view=shown)
    else:
        open_view(client, body["trigger_id"], shown)
