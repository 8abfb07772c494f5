"""What somebody does on the page → the same done in the workspace."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from typing import Any

from bot.dates_in_words import day_name
from bot.ledger.tables import Channel
from bot.slack.digest.post import post_digest
from bot.workspace.conversations import Post
from bot.workspace.doors import Receipt
from bot.workspace.page.picture import DIGESTS
from bot.workspace.page.playground import Playground
from bot.workspace.payloads import BOT_USER
from bot.workspace.state import USER
from bot.workspace.views import View
from bot.workspace.workspace import Workspace

Told = Mapping[str, Any]

_COMMAND = re.compile(r"/nato\b\s*(.*)", re.DOTALL)
_ADDRESSED = re.compile(r"(?<!\w)@nato\b", re.IGNORECASE)
_NOON = time(12, tzinfo=UTC)
_LONGEST_TEXT = 12_000


def do(playground: Playground, deed: Told) -> Told:
    """Do what the page asks for, and tell how the app took it.

    Raises LookupError or ValueError where it asks for what is not there.
    """
    done = _DEEDS.get(str(deed.get("deed")))
    if done is None:
        raise LookupError(f"nobody can {deed.get('deed')}")
    return done(playground, deed)


def _say(playground: Playground, deed: Told) -> Told:
    """A command, or a message for all; Slack lets nobody give a command in a thread."""
    text, channel, thread_ts = (str(deed.get(key) or "") for key in ("text", "channel", "thread_ts"))
    if not text.strip() or len(text) > _LONGEST_TEXT:
        raise ValueError(f"a message has 1 to {_LONGEST_TEXT:,} characters")
    command = _COMMAND.fullmatch(text.strip())
    if command and thread_ts:
        return {"note": "Slack takes no commands in threads: mention @nato here instead."}
    if command:
        return _receipt(playground.workspace.command(_stored(command[1]), channel))
    if text.lstrip().startswith("/"):
        return {"note": "The one command here is /nato."}
    playground.workspace.write(_ADDRESSED.sub(f"<@{BOT_USER}>", _stored(text)), channel, thread_ts)
    return {}


def _edit(playground: Playground, deed: Told) -> Told:
    text = _ADDRESSED.sub(f"<@{BOT_USER}>", _stored(str(deed["text"])))
    playground.workspace.edit(_post(playground.workspace, deed), text)
    return {}


def _delete(playground: Playground, deed: Told) -> Told:
    playground.workspace.delete(_post(playground.workspace, deed))
    return {}


def _choose(playground: Playground, deed: Told) -> Told:
    workspace = playground.workspace
    action_id, block_id = str(deed["action_id"]), str(deed.get("block_id") or "")
    surface = _surface(workspace, deed)
    return _receipt(workspace.choose(surface, action_id, deed.get("choice"), USER, block_id))


def _suggest(playground: Playground, deed: Told) -> Told:
    workspace = playground.workspace
    surface = _surface(workspace, deed)
    return {"options": workspace.suggest(surface, str(deed["action_id"]), str(deed.get("typed") or ""))}


def _submit(playground: Playground, deed: Told) -> Told:
    workspace = playground.workspace
    answers = [(str(one["block_id"]), str(one["action_id"]), one["choice"]) for one in deed["answers"]]
    receipt = workspace.submit_filled(_view(workspace, deed), answers)
    return {**_receipt(receipt), "errors": receipt.replied.get("errors") or {}}


def _close(playground: Playground, deed: Told) -> Told:
    playground.workspace.close(_view(playground.workspace, deed))
    return {}


def _call(playground: Playground, deed: Told) -> Told:
    """A shortcut, from the menu of a post or from anywhere."""
    workspace, callback_id = playground.workspace, str(deed["callback_id"])
    if "ts" in deed:
        return _receipt(workspace.message_shortcut(_post(workspace, deed), callback_id))
    return _receipt(workspace.shortcut(callback_id))


def _open_home(playground: Playground, deed: Told) -> Told:
    return _receipt(playground.workspace.open_home(tab=str(deed.get("tab") or "home")))


def _digest(playground: Playground, deed: Told) -> Told:
    """The digest of any day, into its channel: as for Slack, each day once."""
    moment = datetime.combine(datetime.fromisoformat(str(deed["day"])).date(), _NOON)
    channel = Channel(playground.workspace.team.id, DIGESTS)
    service = playground.service
    outcome = post_digest(service.desk, service.app.client, channel, "UTC", moment)
    told = {
        "settled": f"The digest of {day_name(moment.date())} stands above: one day, one digest.",
        "empty": "The sources hold nothing to quote.",
    }
    return {"note": told[outcome.kind]} if outcome.kind in told else {}


_DEEDS: Mapping[str, Callable[[Playground, Told], Told]] = {
    "call": _call,
    "choose": _choose,
    "close": _close,
    "delete": _delete,
    "digest": _digest,
    "edit": _edit,
    "open_home": _open_home,
    "say": _say,
    "submit": _submit,
    "suggest": _suggest,
}


def _receipt(receipt: Receipt) -> Told:
    """How the app took it: a note where it did not, as Slack would warn."""
    if receipt.status == 200:
        return {}
    return {"note": f"The app did not acknowledge this in time (HTTP {receipt.status})."}


def _stored(text: str) -> str:
    """What somebody typed, as Slack stores and sends it."""
    return text.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _surface(workspace: Workspace, deed: Told) -> Post | View:
    return _view(workspace, deed) if "view" in deed else _post(workspace, deed)


def _post(workspace: Workspace, deed: Told) -> Post:
    post = workspace.conversations.post(str(deed["channel"]), str(deed["ts"]))
    if post is None:
        raise LookupError("that message is gone")
    return post


def _view(workspace: Workspace, deed: Told) -> View:
    view = workspace.views.found(str(deed["view"]))
    if view is None:
        raise LookupError("that view is gone")
    return view
