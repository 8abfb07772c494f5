"""What Slack hands out with commands and clicks, for the app to come back with: addresses and triggers."""

from __future__ import annotations

import itertools
import threading
import time
from dataclasses import dataclass, replace

from bot.workspace.conversations import Post

USES = 5
"""So often an address may be used."""
ADDRESS_LASTS = 30 * 60.0
"""Seconds."""
TRIGGER_LASTS = 3.0
"""Seconds."""


class Clock:
    """Seconds that pass, faster where somebody says so."""

    def __init__(self) -> None:
        self._skipped = 0.0

    def now(self) -> float:
        """The present, in seconds since any moment."""
        return time.monotonic() + self._skipped

    def skip(self, seconds: float) -> None:
        """Let so much time have passed."""
        self._skipped += seconds


@dataclass(frozen=True, slots=True)
class Address:
    """What a response address stands for, and how often it may still be used."""

    channel: str
    user: str
    clicked: Post | None = None
    thread_ts: str = ""
    uses: int = USES
    until: float = 0.0


@dataclass(frozen=True, slots=True)
class Trigger:
    """Who did what lets the app open a modal, and from where: `in_modal` it may be put on top."""

    user: str
    in_modal: bool
    until: float = 0.0


class Handouts:
    """All addresses and triggers; safe to use from several threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._count = itertools.count(1)
        self._addresses: dict[str, Address] = {}
        self._triggers: dict[str, Trigger | None] = {}
        self._lock = threading.Lock()

    def new_address(self, address: Address) -> str:
        """The name of a new address."""
        with self._lock:
            name = str(next(self._count))
            self._addresses[name] = replace(address, until=self._clock.now() + ADDRESS_LASTS)
            return name

    def use_address(self, name: str) -> Address | str:
        """What an address stands for, used once more; or why it may not be."""
        with self._lock:
            address = self._addresses.get(name)
            if address is None:
                return "not_found"
            if not address.uses:
                return "used_url"
            if self._clock.now() > address.until:
                return "expired_url"
            self._addresses[name] = replace(address, uses=address.uses - 1)
            return address

    def new_trigger(self, user: str, *, in_modal: bool = False) -> str:
        """The id of a new trigger."""
        with self._lock:
            name = f"{next(self._count)}.1.trigger"
            self._triggers[name] = Trigger(user, in_modal, self._clock.now() + TRIGGER_LASTS)
            return name

    def use_trigger(self, name: str) -> Trigger | str:
        """The trigger, used up; or the error with which Slack refuses it."""
        with self._lock:
            if name not in self._triggers:
                return "invalid_trigger_id"
            trigger = self._triggers[name]
            if trigger is None:
                return "exchanged_trigger_id"
            if self._clock.now() > trigger.until:
                return "expired_trigger_id"
            self._triggers[name] = None
            return trigger
