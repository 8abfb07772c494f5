"""Who asked, and where: what an answer is posted, recorded and remembered by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.ledger.tables import Channel


@dataclass(frozen=True, slots=True)
class Origin:
    """The person who asked, the channel, and the thread that the answer belongs into.

    `private` tells that only this person sees the question and its answer; `ts` is the message that asks,
    where one does.
    """

    channel: Channel
    user: str
    thread_ts: str = ""
    private: bool = False
    ts: str = ""


def origin_of(body: Mapping[str, Any]) -> Origin:
    """Where a command, a click or an event comes from."""
    if "event" in body:
        event = body["event"]
        thread_ts = str(event.get("thread_ts") or event["ts"])
        channel = Channel(workspace_of(body), event["channel"])
        return Origin(channel, str(event.get("user") or ""), thread_ts, ts=str(event["ts"]))
    channel = Channel(workspace_of(body), channel_of(body))
    if "container" in body:
        container = body["container"]
        thread_ts = str(container.get("thread_ts") or container["message_ts"])
        return Origin(channel, body["user"]["id"], thread_ts, bool(container.get("is_ephemeral")))
    return Origin(channel, str(body.get("user_id") or body["user"]["id"]), private=True)


def workspace_of(body: Mapping[str, Any]) -> str:
    """The workspace that a command, a click or an event comes from."""
    return str(body.get("team_id") or body["team"]["id"])


def user_of(body: Mapping[str, Any]) -> str:
    """The person behind a command, a click or an event; empty where none is."""
    if "event" in body:
        return str(body["event"].get("user") or "")
    return str(body.get("user_id") or body["user"]["id"])


def channel_of(body: Mapping[str, Any]) -> str:
    """The channel in which a command was given or a button clicked."""
    return str(body.get("channel_id") or body["channel"]["id"])
