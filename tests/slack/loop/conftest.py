"""The bot over a folder of articles that people edit, withdraw and add to while it runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.data import DataFolder
from bot.slack.app import Service, open_desk, serve
from bot.slack.clock import Clock
from bot.slack.loop.job import Loop
from bot.slack.settings import Settings
from bot.workspace.conversations import Post
from bot.workspace.workspace import CHANNEL, Workspace
from tests.slack.conftest import SECRET, opened

NOON = datetime.now(UTC)


@dataclass
class Newsroom:
    """The bot at work in a workspace, and the folder of its articles."""

    workspace: Workspace
    folder: Path
    service: Service
    loop: Loop

    def ask(self, words: str, channel: str = CHANNEL, thread_ts: str = "") -> Post:
        """The answer to a question that is asked in a channel or directly."""
        if channel[0] == "D":
            self.workspace.write(words, channel, thread_ts)
        else:
            self.workspace.mention(words, channel, thread_ts)
        self.service.desk.workers.wait()  # what stands in Slack is recorded right after
        return self.workspace.said()[-1]

    def edit(self, file: str, old: str, new: str) -> None:
        """Edit an article, and build."""
        path = self.folder / "seeds" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        self.build()

    def publish(self, file: str, text: str) -> None:
        """Add an article, and build."""
        (self.folder / "seeds" / file).write_text(text, encoding="utf-8")
        self.build()

    def withdraw(self, file: str) -> None:
        """Take an article away, and build."""
        (self.folder / "seeds" / file).unlink()
        self.build()

    def build(self) -> None:
        environment = {"NATO_DATA": str(self.folder)}
        CliRunner().invoke(main, ["build"], env=environment, catch_exceptions=False)
        self.service.desk.library.renew()

    def turn(self, *, later: timedelta = timedelta()) -> None:
        """Let the clock come round to the loop once."""
        Clock([self.loop], lambda: NOON + later).tick()

    def now(self, post: Post) -> Post:
        """The post as it stands now."""
        found = self.workspace.conversations.post(post.channel, post.ts)
        assert found
        return found

    def replies(self, post: Post) -> list[str]:
        """What the bot said in the thread of a post after it."""
        thread = self.workspace.conversations.thread(post.channel, post.thread_ts or post.ts)
        said = [one for one in thread if one.user == post.user and float(one.ts) > float(post.ts)]
        return [one.text for one in said]


@contextmanager
def at_work(workspace: Workspace, folder: Path, door: str = "http") -> Iterator[Newsroom]:
    """A process of the bot's at one of the two doors, over a folder and the ledger in it, for the block."""
    app_token = workspace.app_token if door == "socket" else ""
    settings = Settings(workspace.bot_token, app_token, signing_secret=SECRET, api_url=workspace.url)
    with ExitStack() as stack:
        desk = open_desk(DataFolder(folder))
        stack.callback(desk.ledger.dispose)
        service = serve(settings, desk)
        stack.callback(service.drain)
        stack.enter_context(opened(workspace, service))
        loop = Loop(desk, lambda _: service.app.client, timedelta(days=90))
        yield Newsroom(workspace, folder, service, loop)


@pytest.fixture
def newsroom(request: pytest.FixtureRequest, workspace: Workspace, data: Path) -> Iterator[Newsroom]:
    """The bot at work behind HTTP, or at the door that the test names."""
    with at_work(workspace, data, getattr(request, "param", "http")) as newsroom:
        yield newsroom


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Where the ledger of a scene is."""
    return tmp_path / "ledger.sqlite3"


def listed(ledger: Path, *options: str) -> str:
    """What `nato gaps` prints."""
    environment = {"DATABASE_URL": f"sqlite:///{ledger}"}
    result = CliRunner().invoke(main, ["gaps", *options], env=environment, catch_exceptions=False)
    return result.output
