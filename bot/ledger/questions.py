"""The questions that could not be answered, kept so that somebody can mend it and the askers be told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Engine, String, Text, func, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.ledger.connections import reading
from bot.ledger.retention import PERSONAL
from bot.ledger.tables import Channel, Table

State = Literal["open", "claimed", "answered"]


class KeptQuestion(Table):
    """The last question of a talk, refused `at` a moment by the refusal's `rule`.

    `reading` tells how it was understood: its kind and what it names. It was asked in a channel, in the
    thread of `thread_ts` or privately; `user` is kept to answer later, and never shown. `same` is shared by
    repetitions of one question at one place. `edition` is the knowledge that it was last asked of. An
    open question is claimed (at `claimed_at`) by the process that answers it late.
    """

    __tablename__ = "questions"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    workspace: Mapped[str]
    channel_id: Mapped[str]
    thread_ts: Mapped[str]
    user: Mapped[str]
    private: Mapped[bool]
    talk: Mapped[str] = mapped_column(Text, info=PERSONAL)
    kind: Mapped[str]
    reading: Mapped[str] = mapped_column(Text, info=PERSONAL)
    rule: Mapped[str]
    at: Mapped[float] = mapped_column(index=True)
    same: Mapped[str] = mapped_column(String(64), index=True)
    edition: Mapped[str] = mapped_column(String(64), index=True)
    state: Mapped[State] = mapped_column(String(8), default="open")
    claimed_at: Mapped[float | None] = mapped_column(default=None)

    @property
    def channel(self) -> Channel:
        """The channel it was asked in."""
        return Channel(self.workspace, self.channel_id)

    @property
    def questions(self) -> tuple[str, ...]:
        """The talk, question by question."""
        return tuple(json.loads(self.talk))


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """That a question was answered: what was kept of its repetitions (`same`) need not be answered late."""

    same: str


def sameness(channel: Channel, place: str, question: str) -> str:
    """What repetitions of a question share; `place` is the thread, or who asks privately."""
    parts = (channel.workspace, channel.id, place, " ".join(question.casefold().split()))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def enter(ledger: Engine, entries: Sequence[KeptQuestion | AnsweredQuestion]) -> None:
    """Keep the questions that were refused, close those that were answered, in the order of the entries."""
    kept = {entry.same for entry in entries if isinstance(entry, KeptQuestion)}
    answered = {entry.same for entry in entries if isinstance(entry, AnsweredQuestion)}
    closing = (answered & kept) | _unanswered_of(ledger, answered - kept)
    if not (kept or closing):
        return  # as mostly: answers to what was never refused need not wait for others who write
    left = (entry for entry in entries if isinstance(entry, KeptQuestion) or entry.same in closing)
    with ledger.begin() as connection:
        for _, alike in groupby(left, type):
            _enter_alike(connection, list(alike))


def _enter_alike(connection: Connection, entries: Sequence[KeptQuestion | AnsweredQuestion]) -> None:
    """Keep questions, or close them, with one statement: to write them as objects takes far longer."""
    kept = [_row(entry) for entry in entries if isinstance(entry, KeptQuestion)]
    if kept:
        connection.execute(insert(KeptQuestion), kept)
    else:
        closed = _left(entry.same for entry in entries)
        connection.execute(update(KeptQuestion).where(closed).values(state="answered"))


def _row(entry: KeptQuestion) -> dict[str, Any]:
    return {name: value for name, value in vars(entry).items() if not name.startswith("_")}


def unanswered(ledger: Engine) -> list[KeptQuestion]:
    """The questions that have no answer yet, the oldest first."""
    left = KeptQuestion.state != "answered"
    with Session(reading(ledger)) as session:
        return list(session.scalars(select(KeptQuestion).where(left).order_by(KeptQuestion.id)))


def how_many_unanswered(ledger: Engine, workspace: str) -> int:
    """How many different questions of a workspace have no answer yet."""
    left = (KeptQuestion.workspace == workspace) & (KeptQuestion.state != "answered")
    with reading(ledger).connect() as connection:
        return connection.scalar(select(func.count(KeptQuestion.same.distinct())).where(left)) or 0


def to_ask_again(
    ledger: Engine, edition: str, *, since: float, left_before: float, limit: int
) -> list[KeptQuestion]:
    """Open questions refused since a moment and not asked of that edition yet, the oldest first.

    Among them are those that were claimed before the moment `left_before`, and left behind.
    """
    is_open = (KeptQuestion.state == "open") & (KeptQuestion.edition != edition)
    left_behind = (KeptQuestion.state == "claimed") & (KeptQuestion.claimed_at <= left_before)
    due = (KeptQuestion.at >= since) & (is_open | left_behind)
    with Session(reading(ledger)) as session:
        return list(session.scalars(select(KeptQuestion).where(due).order_by(KeptQuestion.id).limit(limit)))


def mark_asked(ledger: Engine, question: KeptQuestion, edition: str) -> None:
    """Record that this edition of the knowledge does not answer the question either."""
    with ledger.begin() as connection:
        connection.execute(update(KeptQuestion).where(_is(question)).values(edition=edition))


def claim(ledger: Engine, question: KeptQuestion, now: float) -> bool:
    """Take the late answer to a question and its repetitions upon oneself; False where another did."""
    as_it_was = (
        KeptQuestion.claimed_at.is_(None)
        if question.claimed_at is None
        else KeptQuestion.claimed_at == question.claimed_at
    )
    left = _is(question) & (KeptQuestion.state == question.state) & as_it_was
    taken = {"state": "claimed", "claimed_at": now}
    with ledger.begin() as connection:
        if not connection.execute(update(KeptQuestion).where(left).values(taken)).rowcount:
            return False
        connection.execute(update(KeptQuestion).where(_left([question.same])).values(taken))
        return True


def release(ledger: Engine, question: KeptQuestion) -> None:
    """Give back a claim of which it is certain that nothing was posted, to be claimed anew later."""
    _settle(ledger, question, "open")


def mark_answered(ledger: Engine, question: KeptQuestion) -> None:
    """Record that the question and its repetitions need no further answer."""
    _settle(ledger, question, "answered")


def _settle(ledger: Engine, question: KeptQuestion, state: State) -> None:
    with ledger.begin() as connection:
        settled = {"state": state, "claimed_at": None}
        connection.execute(update(KeptQuestion).where(_left([question.same])).values(settled))


def _is(question: KeptQuestion) -> ColumnElement[bool]:
    return KeptQuestion.id == question.id


def _left(sames: Iterable[str]) -> ColumnElement[bool]:
    """The repetitions of questions that have no answer yet."""
    return KeptQuestion.same.in_(sames) & (KeptQuestion.state != "answered")


def _unanswered_of(ledger: Engine, sames: Iterable[str]) -> set[str]:
    """Which of these questions were refused, and have no answer yet."""
    with reading(ledger).connect() as connection:
        return set(connection.scalars(select(KeptQuestion.same).where(_left(sames))))
