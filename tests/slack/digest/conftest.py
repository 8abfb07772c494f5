from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from slack_sdk import WebClient
from sqlalchemy import URL

from bot.knowledge.base import KnowledgeBase, knowledge_of
from bot.ledger.database import open_ledger
from bot.ledger.digests import Digest, digest_of
from bot.ledger.tables import Channel
from bot.models import Answer, Records, Seed, Source, Statement
from bot.slack.clients import web_client
from bot.slack.clock import Clock
from bot.slack.desk import Desk
from bot.slack.digest.command import Asker, run
from bot.slack.digest.due import post_due_digests
from bot.slack.digest.pace import Pace
from bot.slack.library import Edition, Library
from bot.workspace.conversations import Post
from bot.workspace.payloads import TEAM
from bot.workspace.workspace import CHANNEL, USER, Workspace

SEED = Seed("yards.txt", "\n".join(f"Yard {number} called for order." for number in range(9)))
LATER = Seed("later.txt", "The yards met in Split. They were content.")


def knowledge(*seeds: Seed) -> KnowledgeBase:
    lines = [SEED.span(start := SEED.text.index(line), start + len(line)) for line in SEED.text.split("\n")]
    statements = tuple(Statement(line.text, line, "indirect") for line in lines)
    return knowledge_of(Records(tuple(Source(seed.file) for seed in seeds), statements=statements), seeds)


def unasked(question: str, thread: Sequence[str]) -> Answer:
    raise AssertionError(question)


@dataclass
class Team:
    """A workspace with the bot in it, over one ledger file that several processes may open."""

    workspace: Workspace
    file: Path
    knowledge: KnowledgeBase
    user: str = USER

    def __post_init__(self) -> None:
        self.client: WebClient = web_client(self.workspace.bot_token, self.workspace.url)
        self.pace = Pace()
        self.ledger = open_ledger(URL.create("sqlite", database=str(self.file)))

    def close(self) -> None:
        self.ledger.dispose()

    @property
    def desk(self) -> Desk:
        return Desk(Library(lambda: Edition(unasked, self.knowledge)), self.ledger)

    def command(
        self, text: str, at: str = "2024-05-01T06:00", channel: str = CHANNEL, workspace: str = TEAM
    ) -> str:
        return run(self.desk, self.client, Asker(Channel(workspace, channel), self.user), text, moment(at))

    def clock(self, at: str) -> Clock:
        return clock(self.desk, self.client, at, self.pace)

    def tick(self, *times: str) -> None:
        for at in times:
            self.clock(at).tick()

    def posts(self, channel: str = CHANNEL) -> list[Post]:
        return self.workspace.said(channel)

    def digest(self, day: str) -> Digest | None:
        return digest_of(self.ledger, Channel(TEAM, CHANNEL), date.fromisoformat(day))


def clock(desk: Desk, client: WebClient, at: str, pace: Pace | None = None) -> Clock:
    return Clock([partial(post_due_digests, desk, lambda _: client, pace or Pace())], lambda: moment(at))


def moment(at: str) -> datetime:
    return datetime.fromisoformat(at).replace(tzinfo=UTC)


@pytest.fixture
def team(workspace: Workspace, tmp_path: Path) -> Iterator[Team]:
    with closing(Team(workspace, tmp_path / "ledger.sqlite3", knowledge(SEED))) as made:
        yield made
