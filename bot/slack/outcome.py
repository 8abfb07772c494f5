"""What became of a post, and what Slack's refusals and broken connections mean for it."""

from __future__ import annotations

import errno
import logging
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Literal
from urllib.error import URLError

from slack_sdk.errors import SlackApiError

Trouble = SlackApiError | OSError | HTTPException
"""What a call of Slack may raise: a refusal, or a connection that breaks or never comes about."""

TROUBLE = (SlackApiError, OSError, HTTPException)

PAUSE = 30.0
"""Seconds to wait where Slack turns a call away for its rate and does not say how long."""

_CLOSED = {
    "channel_not_found": "I can no longer see the channel: it is gone, or I am not in it",
    "not_in_channel": "I am not a member of the channel",
    "is_archived": "the channel is archived",
    "missing_scope": "I lack a permission that I need for it",
    "no_permission": "I am not permitted to post",
    "restricted_action": "I am not permitted to post in the channel",
    "restricted_action_read_only_channel": "the channel is read-only to me",
    "restricted_action_non_threadable_channel": "the channel takes no posts",
    "restricted_action_thread_only_channel": "the channel takes replies only",
    "channel_type_not_supported": "a channel of this type takes no posts of mine",
    "messages_tab_disabled": "messages to me are switched off",
}
"""Refusals that last until a person mends something, in words for that person."""

_AWAY = frozenset(
    {
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_expired",
        "token_revoked",
    }
)
"""Refusals of the bot as a whole, which say nothing about the channel or the digest."""

_UNSURE = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable", "None"})

_NEVER_LEFT = frozenset({errno.ECONNREFUSED, errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN})


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a post; all but the first and the last four concern digests alone.

    posted: it was posted, now or before; settled: the day was dealt with already, or is in other hands;
    quiet: there is nothing to post; closed: the channel takes no post, for `reason`; limited: Slack wants
    `wait` seconds to pass first; away: Slack cannot be reached, or does not accept the bot; unsure: it may
    have been posted, and will be looked for.
    """

    kind: Literal["posted", "settled", "quiet", "closed", "limited", "away", "unsure"]
    reason: str = ""
    wait: float = 0.0


def meaning(error: Trouble) -> Outcome:
    """What an error means for what was to be posted, or looked for."""
    if isinstance(error, SlackApiError):
        return _refusal(error)
    return Outcome("away" if _never_left(error) else "unsure", type(error).__name__)


def give_back(
    error: Trouble, what: str, *, closed: Callable[[], object], undone: Callable[[], object]
) -> Outcome:
    """What a failure means for something that was claimed; `what` is for the log.

    Where its place takes nothing any more, `closed` records that; where it was certainly not done, `undone`
    lets it be tried again; what may have been done stays claimed, and is looked for later.
    """
    outcome = meaning(error)
    log.warning("%s: %s (%s)", what, outcome.kind, outcome.reason)
    if outcome.kind == "closed":
        closed()
    elif outcome.kind != "unsure":
        undone()
    return outcome


def _refusal(error: SlackApiError) -> Outcome:
    code, status = str(error.response.get("error")), error.response.status_code
    if status == 429 or code in ("ratelimited", "rate_limited"):
        return Outcome("limited", code, _wait(error.response.headers))
    if status != 200 or code in _UNSURE:  # a server on the way may have answered in Slack's stead
        return Outcome("unsure", f"HTTP {status}")
    if code in _AWAY:
        return Outcome("away", code)
    return Outcome("closed", _CLOSED.get(code, f"Slack does not take it ({code})"))


def _wait(headers: Mapping[str, str]) -> float:
    """The seconds that Slack wants to pass before the next try."""
    named = {name.lower(): value for name, value in headers.items()}.get("retry-after", "")
    return float(named) if named.isdecimal() else PAUSE


def _never_left(error: OSError | HTTPException) -> bool:
    """Whether it is certain that nothing was sent: there was no connection to send it over."""
    cause = error.reason if isinstance(error, URLError) else error
    return isinstance(cause, socket.gaierror) or (isinstance(cause, OSError) and cause.errno in _NEVER_LEFT)
