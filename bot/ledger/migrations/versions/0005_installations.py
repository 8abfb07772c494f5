"""Workspaces in which the app is installed, and what proves who comes back from Slack.

The columns are those of slack_sdk's stores; tokens have room for being encrypted.
"""

from typing import Any

from alembic import op
from sqlalchemy import Boolean, Column, DateTime, Integer, String, Text

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables."""
    op.create_table("slack_bots", *_of_both(), *_moments())
    op.create_index("slack_bots_idx", "slack_bots", ["client_id", "enterprise_id", "team_id", "installed_at"])
    op.create_table(
        "slack_installations",
        *_of_both(),
        Column("enterprise_url", String(200)),
        Column("user_id", String(32), nullable=False),
        Column("user_token", Text),
        Column("user_scopes", String(1000)),
        Column("user_refresh_token", Text),
        Column("user_token_expires_at", DateTime),
        Column("incoming_webhook_url", String(200)),
        Column("incoming_webhook_channel", String(200)),
        Column("incoming_webhook_channel_id", String(200)),
        Column("incoming_webhook_configuration_url", String(200)),
        Column("token_type", String(32)),
        *_moments(),
    )
    keys = ["client_id", "enterprise_id", "team_id", "user_id", "installed_at"]
    op.create_index("slack_installations_idx", "slack_installations", keys)
    op.create_table(
        "slack_oauth_states",
        Column("id", Integer, primary_key=True),
        Column("state", String(200), nullable=False),
        Column("expire_at", DateTime, nullable=False),
    )


def _of_both() -> tuple[Column[Any], ...]:
    return (
        Column("id", Integer, primary_key=True),
        Column("client_id", String(32), nullable=False),
        Column("app_id", String(32), nullable=False),
        Column("enterprise_id", String(32)),
        Column("enterprise_name", String(200)),
        Column("team_id", String(32)),
        Column("team_name", String(200)),
        Column("bot_token", Text),
        Column("bot_id", String(32)),
        Column("bot_user_id", String(32)),
        Column("bot_scopes", String(1000)),
        Column("bot_refresh_token", Text),
        Column("bot_token_expires_at", DateTime),
    )


def _moments() -> tuple[Column[Any], ...]:
    return Column("is_enterprise_install", Boolean, nullable=False), Column(
        "installed_at", DateTime, nullable=False
    )
