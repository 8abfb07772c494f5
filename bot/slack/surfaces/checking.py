"""The message shortcut “Check this quote”: whether what a message quotes is in the sources word for word."""

from __future__ import annotations

from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.dates_in_words import dates_in
from bot.reply.verbatim import check_quotation
from bot.show.checking import CHECK_TITLE, checked
from bot.show.modals import waiting
from bot.slack.channels import settings_in
from bot.slack.desk import Desk
from bot.slack.origin import origin_of
from bot.slack.quotations import quotations_in
from bot.slack.views import fill_view, open_view
from bot.slack.work import acknowledged

CHECK_QUOTE = "check_quote"
"""Callback id of the shortcut."""

MOST = 10
"""So many quotations of a message are checked."""


def listen(app: App, desk: Desk) -> None:
    """Hear the shortcut."""
    app.shortcut(CHECK_QUOTE)(acknowledged(desk, _check))


def _check(desk: Desk, body: dict[str, Any], client: WebClient) -> None:
    """Open the modal at once, for the shortcut lasts three seconds; then check, and fill it."""
    opened = open_view(client, body["trigger_id"], waiting(CHECK_TITLE))
    quotations = quotations_in(body["message"].get("text") or "")
    with dates_in(settings_in(desk, origin_of(body).channel).dates):
        checks = [(words, check_quotation(words, desk.knowledge)) for words in quotations[:MOST]]
        filled = checked(checks, unchecked=len(quotations[MOST:]))
    fill_view(client, opened, filled)
