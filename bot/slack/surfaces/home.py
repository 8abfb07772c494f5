"""The App Home: what the bot knows, to be looked through and asked, for each person where that person is."""

from __future__ import annotations

import logging
import re
from functools import partial
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.ledger.tables import Channel
from bot.show.home import ASK_HERE, GO, SET_UP, Page, home
from bot.show.places import FRONT, asking, place_of
from bot.slack.answers import reply_to
from bot.slack.desk import Desk
from bot.slack.home.front import Visitor
from bot.slack.home.pages import answer_page, page_at
from bot.slack.memory import follow_up
from bot.slack.origin import Origin, user_of, workspace_of
from bot.slack.surfaces.channel_settings import open_settings
from bot.slack.work import acknowledged, work, work_unasked

log = logging.getLogger(__name__)


def listen(app: App, desk: Desk) -> None:
    """Hear that somebody opens the Home, follows its buttons, or asks in it."""
    app.event("app_home_opened", matchers=[_is_home])(partial(_on_opened, desk))
    app.action(re.compile(f"^{GO}:"))(acknowledged(desk, _go))
    app.action(ASK_HERE)(acknowledged(desk, _answer))
    app.action(SET_UP)(partial(_on_channel, desk))


def _is_home(event: dict[str, Any]) -> bool:
    return event.get("tab") == "home"


def _on_opened(desk: Desk, body: dict[str, Any], client: WebClient) -> None:
    work_unasked(desk, body, client, partial(_greet, desk, body, client))


def _on_channel(desk: Desk, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
    """A channel is chosen, to be set up."""
    ack()
    chosen = Channel(workspace_of(body), body["actions"][0]["selected_conversation"])
    work(desk, body, client, partial(open_settings, desk, client, body["trigger_id"], chosen))


def _greet(desk: Desk, body: dict[str, Any], client: WebClient) -> None:
    """Show the page where the visitor left off, as the knowledge has it now.

    A view that has changed since the visitor came shows what was clicked meanwhile, and stays.
    """
    view = body["event"].get("view") or {}
    page = page_at(desk, _visitor(body), place_of(view.get("private_metadata") or ""))
    try:
        _publish(client, body, page, seen=view.get("hash"))
    except SlackApiError as error:
        if error.response.get("error") != "hash_conflict":
            raise
        log.info("the Home was changed while it was opened")


def _go(desk: Desk, body: dict[str, Any], client: WebClient) -> None:
    _publish(client, body, page_at(desk, _visitor(body), place_of(body["actions"][0]["value"])))


def _answer(desk: Desk, body: dict[str, Any], client: WebClient) -> None:
    """Answer in the Home what was asked there; without a question, show the front."""
    visitor = _visitor(body)
    question = " ".join((body["actions"][0].get("value") or "").split())
    origin = Origin(Channel(visitor.workspace, visitor.user), visitor.user, private=True)
    reply = reply_to(desk, origin, (question,))
    follow_up(desk, origin, reply)
    page = answer_page(asking(question), reply.answer) if reply.answer else page_at(desk, visitor, FRONT)
    _publish(client, body, page)


def _publish(client: WebClient, body: dict[str, Any], page: Page, seen: str | None = None) -> None:
    """Put the page up; where `seen` is given, only in place of the view with that hash."""
    client.views_publish(user_id=user_of(body), view=home(page), hash=seen)


def _visitor(body: dict[str, Any]) -> Visitor:
    return Visitor(workspace_of(body), user_of(body))
