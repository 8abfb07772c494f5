"""What of the bot's stands in Slack for others to see, and which words of which seeds it quotes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Engine, String, Text, delete, exists, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.ledger.connections import reading
from bot.ledger.retention import PERSONAL
from bot.ledger.tables import OfChannel, Table
from bot.models import Span, fingerprint

_WORD = re.compile(r"(?<!\S)\S")
"""Where a word begins, and so may a quote, which is whole sentences."""


class Post(OfChannel, Table):
    """An answer or a digest that stands in a channel as message `ts`, since `at`.

    An answer has the `talk` that it answers the last question of, of which it repeats the last `stated`
    ones itself; a digest has its `day`. `shown` is the fingerprint of what it says. `edition` is the
    knowledge by which its quotes were last found in their seeds, `claimed_at` when a process took it upon
    itself to correct it.
    """

    __tablename__ = "posts"

    ts: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[float] = mapped_column(index=True)
    edition: Mapped[str] = mapped_column(String(64), index=True)
    thread_ts: Mapped[str] = mapped_column(default="")
    talk: Mapped[str] = mapped_column(Text, default="[]", info=PERSONAL)
    stated: Mapped[int] = mapped_column(default=0)
    day: Mapped[date | None] = mapped_column(default=None)
    shown: Mapped[str | None] = mapped_column(String(64), default=None)
    claimed_at: Mapped[float | None] = mapped_column(default=None)

    @property
    def questions(self) -> tuple[str, ...]:
        """The talk, question by question."""
        return tuple(json.loads(self.talk))


class PostedQuote(OfChannel, Table):
    """Where the words of a post's quote stood in their seed, and the words by their fingerprint."""

    __tablename__ = "posted_quotes"

    ts: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(String(64))

    @property
    def is_gone(self) -> bool:
        """Whether the post quotes these words no more, and nothing in their stead."""
        return self.fingerprint == _GONE

    def stands_in(self, seed: str) -> bool:
        """Whether the words are in this text of their seed, be it at another place between spaces."""
        if fingerprint(seed[self.start : self.end]) == self.fingerprint:
            return True
        length = self.end - self.start
        starts = (word.start() for word in _WORD.finditer(seed))
        places = (at for at in starts if not seed[at + length : at + length + 1].strip())
        return any(fingerprint(seed[at : at + length]) == self.fingerprint for at in places)


_GONE = ""
"""The fingerprint of words that a post quoted, and quotes no more."""


def talk_as_text(talk: Sequence[str]) -> str:
    """A talk as the ledger keeps it."""
    return json.dumps(list(talk), ensure_ascii=False)


def record(ledger: Engine, post: Post, quotes: Iterable[Span]) -> None:
    """Keep a post with what it quotes, in place of what was kept of it."""
    with Session(ledger, expire_on_commit=False) as session, session.begin():
        for table in (Post, PostedQuote):
            session.execute(delete(table).where(table.of(post.channel) & (table.ts == post.ts)))
        session.add(post)
        session.add_all(_quoted(post, number, span) for number, span in enumerate(quotes))


def unchecked(ledger: Engine, edition: str, *, left_before: float, limit: int) -> list[Post]:
    """Posts with quotes not compared with that edition of the knowledge yet, the oldest first.

    Those claimed since the moment `left_before` are in other hands.
    """
    free = Post.claimed_at.is_(None) | (Post.claimed_at <= left_before)
    quoted = exists().where(
        PostedQuote.workspace == Post.workspace,
        PostedQuote.channel_id == Post.channel_id,
        PostedQuote.ts == Post.ts,
    )
    due = select(Post).where((Post.edition != edition) & free & quoted).order_by(Post.at).limit(limit)
    with Session(reading(ledger)) as session:
        return list(session.scalars(due))


def quotes_of(ledger: Engine, post: Post) -> list[PostedQuote]:
    """What the post quotes, in its order."""
    here = PostedQuote.of(post.channel) & (PostedQuote.ts == post.ts)
    with Session(reading(ledger)) as session:
        return list(session.scalars(select(PostedQuote).where(here).order_by(PostedQuote.number)))


def claim(ledger: Engine, post: Post, now: float) -> bool:
    """Take the correction of a post upon oneself; False where another process was quicker."""
    same = Post.claimed_at.is_(None) if post.claimed_at is None else Post.claimed_at == post.claimed_at
    left = _is(post) & (Post.edition == post.edition) & same
    with ledger.begin() as connection:
        return connection.execute(update(Post).where(left).values(claimed_at=now)).rowcount > 0


def release(ledger: Engine, post: Post) -> None:
    """Give the correction of a post back, to be tried later."""
    with ledger.begin() as connection:
        connection.execute(update(Post).where(_is(post)).values(claimed_at=None))


def mark_checked(ledger: Engine, post: Post, edition: str) -> None:
    """Record that the post was found as it should be by that edition of the knowledge."""
    with ledger.begin() as connection:
        connection.execute(update(Post).where(_is(post)).values(edition=edition, claimed_at=None))


def mark_corrected(ledger: Engine, post: Post, edition: str, shown: str, quotes: Sequence[Span]) -> None:
    """Record what the post says now, by that edition of the knowledge.

    Where it quotes nothing any more, the articles that it quoted stay on record, as changed: a later edition
    may answer again.
    """
    now = {"edition": edition, "shown": shown, "claimed_at": None}
    with Session(ledger) as session, session.begin():
        session.execute(update(Post).where(_is(post)).values(now))
        former = PostedQuote.of(post.channel) & (PostedQuote.ts == post.ts)
        if not quotes:
            session.execute(update(PostedQuote).where(former).values(fingerprint=_GONE))
        else:
            session.execute(delete(PostedQuote).where(former))
            session.add_all(_quoted(post, number, span) for number, span in enumerate(quotes))


def forget(ledger: Engine, post: Post) -> None:
    """Keep nothing more of a post: it is gone, or can no longer be changed."""
    with ledger.begin() as connection:
        for table in (Post, PostedQuote):
            connection.execute(delete(table).where(table.of(post.channel) & (table.ts == post.ts)))


def _is(post: Post) -> ColumnElement[bool]:
    return Post.of(post.channel) & (Post.ts == post.ts)


def _quoted(post: Post, number: int, span: Span) -> PostedQuote:
    return PostedQuote(
        workspace=post.workspace,
        channel_id=post.channel_id,
        ts=post.ts,
        number=number,
        source=span.source,
        start=span.start,
        end=span.end,
        fingerprint=fingerprint(span.text),
    )
