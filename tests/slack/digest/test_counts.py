"""Digests are counted by what became of them."""

from __future__ import annotations

from prometheus_client import REGISTRY

from bot.workspace.workspace import CHANNEL
from tests.slack.digest.conftest import Team


def _count(outcome: str) -> float:
    return REGISTRY.get_sample_value("nato_digests_total", {"outcome": outcome}) or 0.0


def test_each_outcome_is_counted(team: Team) -> None:
    before = _count("posted"), _count("closed")
    team.command("on 09:00 UTC")
    team.tick("2024-05-01T09:00")
    team.workspace.not_joined.add(CHANNEL)
    team.tick("2024-05-02T09:00")
    assert (_count("posted"), _count("closed")) == (before[0] + 1, before[1] + 1)
