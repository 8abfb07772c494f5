"""Places in the App Home: which page somebody looks at, as the buttons that lead there carry it."""

from __future__ import annotations

import json

import msgspec
from msgspec.structs import astuple

MEETINGS, OFFICIALS, INITIATIVES = "meetings", "officials", "initiatives"
ASKED = "asked"


class Step(msgspec.Struct, frozen=True):
    """A page, by its name or by the id of what it is about, and how many times it is turned over."""

    name: str
    turn: int = 0


Place = tuple[Step, ...]
"""The steps from the front, which is the empty place, such as meetings → a meeting → one of its speakers."""

FRONT: Place = ()


def inside(place: Place, name: str) -> Place:
    """The place one step further in."""
    return (*place, Step(name))


def asking(question: str) -> Place:
    """The place of the answer to a question."""
    return (Step(ASKED), Step(question))


def turned(place: Place, turn: int) -> Place:
    """The same list, turned to another of its leaves."""
    return (*place[:-1], Step(place[-1].name, turn))


def place_value(place: Place) -> str:
    """The place as a button carries it, and a view."""
    return json.dumps([astuple(step) for step in place], ensure_ascii=False)


def place_of(value: str) -> Place:
    """The place that a button or a view carries; of a view without one, the front."""
    return tuple(Step(str(name), int(turn)) for name, turn in json.loads(value or "[]"))
