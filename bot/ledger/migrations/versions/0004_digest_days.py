"""Days of the week that have a digest, and since when one is paused."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Date, String

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns: until now, every day had its digest."""
    op.add_column("digest_subscriptions", Column("days", String(7), nullable=False, server_default="1234567"))
    op.add_column("digest_subscriptions", Column("paused_on", Date))
    with op.batch_alter_table("digest_subscriptions") as table:
        table.alter_column("days", server_default=None)
