"""Settings of channels, and the threads that the bot takes part in."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Double, String

revision = "0003"
down_revision = "0002"


def _channel() -> tuple[Column[str], Column[str]]:
    return Column("workspace", String, primary_key=True), Column("channel_id", String, primary_key=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "channel_settings",
        *_channel(),
        Column("answering", String(8), nullable=False),
        Column("replies", String(7), nullable=False),
        Column("dates", String(12), nullable=False),
        Column("changed_by", String),
        Column("changed_at", Double),
    )
    op.create_table(
        "asked_messages",
        *_channel(),
        Column("thread_ts", String, primary_key=True),
        Column("ts", String, primary_key=True),
        Column("at", Double, nullable=False),
    )
    op.create_index("ix_asked_messages_at", "asked_messages", ["at"])
    op.create_table(
        "muted_threads",
        *_channel(),
        Column("thread_ts", String, primary_key=True),
        Column("at", Double, nullable=False),
    )
    op.create_index("ix_muted_threads_at", "muted_threads", ["at"])
