"""Answers that are owed."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Boolean, Column, Double, String

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "owed_answers",
        Column("workspace", String, primary_key=True),
        Column("channel_id", String, primary_key=True),
        Column("ts", String, primary_key=True),
        Column("thread_ts", String, nullable=False),
        Column("user", String, nullable=False),
        Column("shared", Boolean, nullable=False),
        Column("heard_at", Double, nullable=False),
        Column("claimed_at", Double, nullable=False),
    )
    op.create_index("ix_owed_answers_claimed_at", "owed_answers", ["claimed_at"])
