"""What people have decided, as it stands in knowledge/curation.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec
import yaml

from bot.data import compose_yaml
from bot.errors import NatoError
from bot.knowledge.shape import Shaper, entries, items

Kind = Literal["source", "meeting", "official", "initiative", "acronym", "statement"]


class Alias(msgspec.Struct, frozen=True):
    """More names for something: ways to be found, never claims."""

    alias: str
    names: tuple[str, ...]
    kind: Kind | None = None
    because: str | None = None


class Merge(msgspec.Struct, frozen=True):
    """Several records are one; the first gives its id and name."""

    merge: tuple[str, ...]
    kind: Kind | None = None
    because: str | None = None


class Split(msgspec.Struct, frozen=True):
    """The official of these sources is another person than the one of all other sources."""

    split: str
    sources: tuple[str, ...]
    because: str | None = None


class Drop(msgspec.Struct, frozen=True):
    """A record, one of its fields, or one value of a field is wrong."""

    drop: str
    field: str | None = None
    value: str | None = None
    kind: Kind | None = None
    because: str | None = None


class Set(msgspec.Struct, frozen=True):
    """A field has this value; `quote`, words of the seed `source`, prove it. A field of many gains one.
    `organisation` belongs to a role.
    """

    set: str
    field: str
    value: str
    quote: str
    source: str
    organisation: str | None = None
    kind: Kind | None = None
    because: str | None = None


class Confirm(msgspec.Struct, frozen=True):
    """Somebody has looked: these are right as they stand, and are not reported again."""

    confirm: tuple[str, ...]
    kind: Kind | None = None
    because: str | None = None


Decision: TypeAlias = Alias | Merge | Split | Drop | Set | Confirm
VERBS: dict[str, Any] = {
    "alias": Alias,
    "merge": Merge,
    "split": Split,
    "drop": Drop,
    "set": Set,
    "confirm": Confirm,
}


class Placed(msgspec.Struct, frozen=True):
    """A decision and where it stands."""

    decision: Decision
    node: yaml.Node

    @property
    def target(self) -> yaml.Node:
        """The node that says what it is about."""
        return entries(self.node)[type(self.decision).__name__.lower()]


def read_decisions(path: Path) -> list[Placed]:
    """The decisions of a curation file in their order; none, where there is no file or only comments.

    Raises NatoError with all that is no decision.
    """
    node = compose_yaml(path) if path.exists() else None
    shaper = Shaper(path, "see knowledge/README.md")
    if node is not None and not isinstance(node, yaml.SequenceNode):
        shaper.blame(node, "should be a list of decisions", "begin each with “- ”, as in - drop: …")
    placed = list(_decisions(node, shaper))
    if shaper.faults:
        raise NatoError(*shaper.faults)
    return placed


def _decisions(node: yaml.Node | None, shaper: Shaper) -> Iterator[Placed]:
    for item in items(node):
        verbs = [verb for verb in VERBS if verb in entries(item)]
        if not verbs:
            shaper.blame(item, "decides nothing", "begin it with alias, merge, split, drop, set or confirm")
        elif len(verbs) > 1:
            shaper.blame(item, f"decides {' and '.join(verbs)} at once", "make them two decisions")
        elif (decision := shaper.shaped(item, VERBS[verbs[0]])) is not None:
            yield Placed(decision, item)
