"""How fast digests go out: within Slack's limits, and not waiting for whoever is in trouble."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain, groupby, islice, zip_longest

from bot.ledger.tables import Channel
from bot.slack.outcome import Outcome

AT_ONCE = 40
"""Posts to a workspace in one tick of the clock: 120 a minute, of the several hundred that Slack allows."""

_FIRST_REST = timedelta(minutes=1)
_LONGEST_REST = timedelta(minutes=15)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Rest:
    """Nothing is tried before `until`; the rest after that would last `next`."""

    until: datetime
    next: timedelta = _FIRST_REST


@dataclass(slots=True)
class Pace:
    """Which channels and workspaces rest, as this process knows it.

    Slack does not say whether it limits the one channel or the whole workspace: the channel rests first, and
    the workspace once a second channel is turned away. A workspace that cannot be reached rests ever longer.
    """

    _channels: dict[Channel, datetime] = field(default_factory=dict)
    _workspaces: dict[str, _Rest] = field(default_factory=dict)

    def allows(self, channel: Channel, now: datetime) -> bool:
        """Whether the channel may be posted to now."""
        rest = self._workspaces.get(channel.workspace)
        ends = (self._channels.get(channel), rest.until if rest else None)
        # An end too far ahead was set before the clock was put back.
        return not any(end and now < end <= now + _LONGEST_REST for end in ends)

    def heed(self, channel: Channel, outcome: Outcome, now: datetime) -> None:
        """Take to heart what became of a post."""
        match outcome.kind:
            case "limited":
                self._slow_down(channel, now + min(timedelta(seconds=outcome.wait), _LONGEST_REST), now)
            case "away" | "unsure":
                self._rest(channel.workspace, outcome.reason, now)
            case "posted" | "closed":
                self._workspaces.pop(channel.workspace, None)

    def _slow_down(self, channel: Channel, until: datetime, now: datetime) -> None:
        self._channels = {each: end for each, end in self._channels.items() if end > now}
        if any(each.workspace == channel.workspace for each in self._channels):
            self._workspaces[channel.workspace] = _Rest(until)
        self._channels[channel] = until

    def _rest(self, workspace: str, reason: str, now: datetime) -> None:
        before = self._workspaces.get(workspace)
        length = before.next if before else _FIRST_REST
        self._workspaces[workspace] = _Rest(now + length, min(2 * length, _LONGEST_REST))
        log.warning("digests of a workspace wait %d s (%s)", length.total_seconds(), reason)


def in_turn(channels: Iterable[Channel]) -> Iterator[Channel]:
    """The first channels of each workspace, of each in turn: none waits until another one's are done."""
    ordered = sorted(channels, key=lambda channel: (channel.workspace, channel.id))
    grouped = groupby(ordered, key=lambda channel: channel.workspace)
    first = [list(islice(group, AT_ONCE)) for _, group in grouped]
    return (channel for channel in chain.from_iterable(zip_longest(*first)) if channel)
