"""What tests of all parts need: a small data folder of invented articles, built once, and a clock."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import settings

from bot.cli import main

# How long a test takes says nothing on a busy machine: timings belong in bench/.
settings.register_profile("nato", deadline=None)
settings.load_profile("nato")

HARBOURS = Path(__file__).parent / "broken" / "base"
REGATTA = """Regatta captains meet in Tromsø

On 3 June 2025, captains met in Tromsø for the Arctic Regatta Conference.

“The first buoy is ours”, said Commander Ole Nygård, Chair of the Regatta Board. “The second buoy is \
theirs”, Commander Nygård said. “The third buoy is lost”, Commander Nygård added.

“The fourth buoy is red”, Commander Nygård said. “The fifth buoy is green”, Commander Nygård said. \
“The sixth buoy is new”, Commander Nygård added. “The seventh buoy is old”, Commander Nygård said.
"""
"""An article with more quotes of one speaker than are shown at once."""


@pytest.fixture(scope="session")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(HARBOURS, tmp_path_factory.mktemp("built") / "data"))
    (folder / "seeds" / "regatta.txt").write_text(REGATTA, encoding="utf-8")
    CliRunner().invoke(main, ["build"], env={"NATO_DATA": str(folder)}, catch_exceptions=False)
    return folder


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    """Garbage is collected as before: what a command settles for its own process is not for this one."""
    seldom = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*seldom)


@pytest.fixture
def data(_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder that the commands use, this test's own; and no token of Slack's in the environment."""
    folder = Path(shutil.copytree(_built, tmp_path / "data"))
    monkeypatch.setenv("NATO_DATA", str(folder))
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return folder


class Time:
    """A clock, in seconds, that stands still unless it is told to go on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()
