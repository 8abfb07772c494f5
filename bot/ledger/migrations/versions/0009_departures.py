"""Workspaces that were left of late."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Double, String

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "departures",
        Column("from_workspace", String, primary_key=True),
        Column("at", Double, nullable=False),
    )
