"""The settings of a channel, in a modal that everyone in the channel may change."""

from __future__ import annotations

import json
import time
from functools import partial
from typing import Any, cast

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.ledger.channels import Answering, ChannelSettings, Replies, settings_of
from bot.ledger.subscriptions import subscription_of
from bot.ledger.tables import Channel
from bot.show.blocks import notice
from bot.show.channel_form import (
    ANSWERING,
    AT,
    CHANNEL_FORM,
    DATES,
    DIGEST,
    REPLIES,
    ZONE,
    ChannelForm,
    channel_form,
)
from bot.slack.channels import is_direct, set_up
from bot.slack.desk import Desk
from bot.slack.digest import command as digest_command
from bot.slack.digest.command import DEFAULT_TIME, Asker
from bot.slack.digest.days import NAMES
from bot.slack.digest.zones import UnknownZoneError, zone_named
from bot.slack.origin import workspace_of
from bot.slack.posting import reply_privately
from bot.slack.views import open_view
from bot.slack.work import work

_SAVED = "The settings of this channel are saved."


def listen(app: App, desk: Desk) -> None:
    """Hear the modal."""
    app.view(CHANNEL_FORM)(partial(_on_save, desk))


def open_settings(
    desk: Desk, client: WebClient, trigger_id: str, channel: Channel, response_url: str = ""
) -> None:
    """Open the channel's settings; what becomes of them is told at `response_url`, where there is one.

    Raises SlackApiError, as where the click that gave the trigger is over three seconds old.
    """
    metadata = json.dumps({"channel": channel.id, "response_url": response_url})
    form = channel_form(_form(desk, channel), metadata=metadata, direct=is_direct(channel))
    open_view(client, trigger_id, form)


def _form(desk: Desk, channel: Channel) -> ChannelForm:
    settings, digest = settings_of(desk.ledger, channel), subscription_of(desk.ledger, channel)
    return ChannelForm(
        settings.answering,
        settings.replies,
        settings.dates,
        digest=digest is not None and digest.paused is None,
        at=digest.at if digest else DEFAULT_TIME,
        zone=digest.zone if digest else "",
        changed_by=settings.changed_by,
        changed_at=settings.changed_at,
    )


def _on_save(desk: Desk, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
    filled = _filled(body["view"])
    try:
        zone = zone_named(filled[ZONE]) if filled[ZONE] else ""
    except UnknownZoneError as unknown:
        ack(response_action="errors", errors={ZONE: str(unknown)})
        return
    ack()
    origin = _command(body)
    work(desk, origin, client, partial(_save, desk, client, body, {**filled, ZONE: zone}))


def _save(desk: Desk, client: WebClient, body: dict[str, Any], filled: dict[str, str]) -> None:
    origin = _command(body)
    channel = Channel(origin["team_id"], origin["channel_id"])
    settings = ChannelSettings(
        workspace=channel.workspace,
        channel_id=channel.id,
        answering=cast(Answering, filled.get(ANSWERING, "mentions")),
        replies=cast(Replies, filled.get(REPLIES, "usual")),
        dates=filled[DATES],
        changed_by=origin["user_id"],
        changed_at=time.time(),
    )
    set_up(desk, settings)
    about_digest = _set_digest(desk, client, Asker(channel, origin["user_id"]), filled)
    if origin["response_url"]:
        reply_privately(client, origin, notice(f"{_SAVED} {about_digest}".strip()))


def _set_digest(desk: Desk, client: WebClient, asker: Asker, filled: dict[str, str]) -> str:
    """Switch the digest as it is wanted, and say what became of it; nothing where that is how it is."""
    now = subscription_of(desk.ledger, asker.channel)
    if filled[DIGEST] == "off":
        return digest_command.run(desk, client, asker, "off") if now else ""
    if now and not now.paused and (now.at, now.zone) == (filled[AT], filled[ZONE]):
        return ""
    days = " ".join(NAMES[int(number) - 1] for number in now.days) if now else ""
    return digest_command.run(desk, client, asker, f"on {filled[AT]} {filled[ZONE]} {days}")


def _filled(view: dict[str, Any]) -> dict[str, str]:
    """What stands in the modal, by the inputs' ids."""
    return {
        name: _value(element)
        for elements in view["state"]["values"].values()
        for name, element in elements.items()
    }


def _value(element: dict[str, Any]) -> str:
    chosen = (element.get("selected_option") or {}).get("value")
    return str(chosen or element.get("selected_time") or element.get("value") or "").strip()


def _command(body: dict[str, Any]) -> dict[str, Any]:
    """The modal's submission in the form of the command that opened it, to be answered like that."""
    opened = json.loads(body["view"]["private_metadata"])
    return {
        "team_id": workspace_of(body),
        "channel_id": opened["channel"],
        "user_id": body["user"]["id"],
        "response_url": opened["response_url"],
    }
