"""Posts and what they quote, questions without an answer, feedback, hand-offs, editions."""

from alembic import op
from sqlalchemy import Boolean, Column, Date, Double, Integer, String, Text

revision = "0002"
down_revision = "0001"


def _channel() -> tuple[Column[str], Column[str]]:
    return Column("workspace", String, primary_key=True), Column("channel_id", String, primary_key=True)


def upgrade() -> None:
    """Make the tables."""
    _posts()
    _questions()
    _feedback()
    op.create_table(
        "workspace_choices",
        Column("workspace", String, primary_key=True),
        Column("experts", String),
    )
    op.create_table(
        "hand_offs",
        Column("same", String(64), primary_key=True),
        Column("at", Double, nullable=False),
        Column("channel_id", String, nullable=False),
    )
    op.create_table(
        "editions",
        Column("edition", String(64), primary_key=True),
        Column("at", Double, nullable=False),
    )
    op.create_index("ix_editions_at", "editions", ["at"])


def _posts() -> None:
    op.create_table(
        "posts",
        *_channel(),
        Column("ts", String, primary_key=True),
        Column("thread_ts", String, nullable=False),
        Column("talk", Text, nullable=False),
        Column("stated", Integer, nullable=False),
        Column("day", Date),
        Column("at", Double, nullable=False),
        Column("edition", String(64), nullable=False),
        Column("claimed_at", Double),
    )
    op.create_index("ix_posts_at", "posts", ["at"])
    op.create_index("ix_posts_edition", "posts", ["edition"])
    op.create_table(
        "posted_quotes",
        *_channel(),
        Column("ts", String, primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("source", String, nullable=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("fingerprint", String(64), nullable=False),
    )


def _questions() -> None:
    op.create_table(
        "questions",
        Column("id", Integer, primary_key=True),
        Column("workspace", String, nullable=False),
        Column("channel_id", String, nullable=False),
        Column("thread_ts", String, nullable=False),
        Column("user", String, nullable=False),
        Column("private", Boolean, nullable=False),
        Column("talk", Text, nullable=False),
        Column("kind", String, nullable=False),
        Column("reading", Text, nullable=False),
        Column("rule", String, nullable=False),
        Column("at", Double, nullable=False),
        Column("same", String(64), nullable=False),
        Column("edition", String(64), nullable=False),
        Column("state", String(8), nullable=False),
        Column("claimed_at", Double),
    )
    for column in ("at", "same", "edition"):
        op.create_index(f"ix_questions_{column}", "questions", [column])


def _feedback() -> None:
    op.create_table(
        "feedback",
        *_channel(),
        Column("ts", String, primary_key=True),
        Column("user", String, primary_key=True),
        Column("good", Boolean, nullable=False),
        Column("reason", String, nullable=False),
        Column("comment", Text, nullable=False),
        Column("talk", Text, nullable=False),
        Column("kind", String, nullable=False),
        Column("outcome", String, nullable=False),
        Column("reading", Text, nullable=False),
        Column("at", Double, nullable=False),
    )
    op.create_index("ix_feedback_at", "feedback", ["at"])
