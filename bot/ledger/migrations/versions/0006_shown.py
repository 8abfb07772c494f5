"""Posts know, by a fingerprint, what they show: a correction that changes nothing is none."""

from alembic import op
from sqlalchemy import Column, String

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column."""
    with op.batch_alter_table("posts") as posts:
        posts.add_column(Column("shown", String(64)))
