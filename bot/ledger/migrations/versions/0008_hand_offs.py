"""Hand-offs belong to a workspace."""

from alembic import op
from sqlalchemy import Column, String

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the column."""
    with op.batch_alter_table("hand_offs") as hand_offs:
        hand_offs.add_column(Column("workspace", String))
