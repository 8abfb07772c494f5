"""What is right with an installation, what is wrong, and what to do about it. Looking changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bot.doctor.finding import Finding, wrong
from bot.doctor.knowledge import look_at_knowledge
from bot.doctor.ledger import look_at_ledger
from bot.doctor.slack import look_at_slack
from bot.doctor.zones import look_at_zones
from bot.errors import NatoError

_PARTS: dict[str, Callable[[], Iterable[Finding]]] = {
    "knowledge": look_at_knowledge,
    "ledger": look_at_ledger,
    "time zones": look_at_zones,
    "Slack": look_at_slack,
}


def examined() -> Iterator[tuple[str, list[Finding]]]:
    """Each part of the installation by its name, with what was found there; none repeats a secret."""
    for name, look in _PARTS.items():
        yield name, list(_found(look))


def _found(look: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    try:
        yield from look()
    except NatoError as error:
        yield from map(wrong, error.faults)
