"""Digests, their subscriptions and what they showed, and handled events.

The first ledgers had these tables before versions were recorded: what is there already stays as it is.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Date, Double, String

revision = "0001"
down_revision = None


def _channel() -> tuple[Column[str], Column[str]]:
    return Column("workspace", String, primary_key=True), Column("channel_id", String, primary_key=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "digest_subscriptions",
        *_channel(),
        Column("at", String(5), nullable=False),
        Column("zone", String, nullable=False),
        Column("user", String, nullable=False),
        Column("starts", Date, nullable=False),
        Column("paused", String),
        if_not_exists=True,
    )
    op.create_table(
        "digests",
        *_channel(),
        Column("day", Date, primary_key=True),
        Column("zone", String, nullable=False),
        Column("claimed_at", Double, nullable=False),
        Column("state", String(7), nullable=False),
        Column("ts", String),
        if_not_exists=True,
    )
    op.create_table(
        "digest_quotes",
        *_channel(),
        Column("day", Date, primary_key=True),
        Column("fingerprint", String(64), primary_key=True),
        if_not_exists=True,
    )
    op.create_table(
        "known_sources",
        *_channel(),
        Column("source", String, primary_key=True),
        Column("day", Date, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "handled_events",
        Column("key", String, primary_key=True),
        Column("at", Double, nullable=False),
        if_not_exists=True,
    )
    op.create_index("ix_handled_events_at", "handled_events", ["at"], if_not_exists=True)
