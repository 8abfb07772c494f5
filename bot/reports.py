"""What is told to those who run the bot: how well it answers, and what it could not answer."""

from __future__ import annotations

from datetime import date

import msgspec


class Measurement(msgspec.Struct, frozen=True):
    """How `questions` of which the right reply is known were answered on a `day`, from one edition.

    To `right` of them the reply was as it should be; `wrong` ones were answered with something else.
    """

    day: str
    edition: str
    questions: int
    right: int
    wrong: int


class Gap(msgspec.Struct, frozen=True):
    """Questions that ask the same, and to which people have no good answer.

    `example` is how one of them was worded; `troubles` say why there is none: the refusals' rules, and what
    people found wrong with the answers that there are.
    """

    example: str
    count: int
    first: date
    last: date
    troubles: tuple[str, ...]
