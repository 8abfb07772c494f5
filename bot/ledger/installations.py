"""In which workspaces the app is installed, and the tokens that act there: encrypted while they rest."""

from __future__ import annotations

from copy import copy
from datetime import UTC, datetime
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import Connection, Engine, Select, Text, delete, desc, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.errors import Fault, NatoError, gathered
from bot.ledger.connections import reading
from bot.ledger.schema import schema
from bot.ledger.tables import Table

STATE_SECONDS = 600
"""So long somebody may take to allow what the app asks for."""

_SECRETS = ("bot_token", "bot_refresh_token", "user_token", "user_refresh_token")
_KEY = (
    "make one: python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'; "
    "to change it, put the new one before the old one, with a comma"
)

_bots = SQLAlchemyInstallationStore.build_bots_table(Table.metadata, "slack_bots")
_installations = SQLAlchemyInstallationStore.build_installations_table(Table.metadata, "slack_installations")
_states = SQLAlchemyOAuthStateStore.build_oauth_states_table(Table.metadata, "slack_oauth_states")
for _table in (_bots, _installations):
    for _name in set(_SECRETS) & set(_table.columns.keys()):
        _table.columns[_name].type = Text()  # a token is longer when it is encrypted


def cipher(keys: str) -> MultiFernet:
    """What encrypts tokens: with the first of the keys, which commas separate; each of them opens.

    Raises NatoError where there is no key, or one is none.
    """
    given = [key.strip() for key in keys.split(",") if key.strip()]
    if not given:
        raise NatoError(Fault("NATO_TOKEN_KEY: is not set", _KEY))
    try:
        return MultiFernet([Fernet(key) for key in given])
    except ValueError as error:
        raise NatoError(Fault("NATO_TOKEN_KEY: holds what is no key", _KEY)) from error


class Installations(SQLAlchemyInstallationStore):
    """The installations of one app; whoever reads the database alone can use none of their tokens."""

    def __init__(self, ledger: Engine, client_id: str, key: MultiFernet) -> None:
        super().__init__(client_id, ledger)
        self.bots, self.installations = _bots, _installations
        self._key = key

    def save(self, installation: Installation) -> None:
        """Keep an installation, its tokens encrypted."""
        kept = copy(installation)
        for name in _SECRETS:
            token = getattr(kept, name)
            setattr(kept, name, token and self._key.encrypt(token.encode()).decode())
        super().save(kept)

    def bot_of(self, workspace: str) -> Bot | None:
        """The bot of a workspace, by its newest installation; None where there is none.

        Raises NatoError where no key opens its token.
        """
        newest = self._of_app().where(_bots.c.team_id == workspace).limit(1)
        with reading(self.engine).connect() as connection:
            row = connection.execute(newest).mappings().first()
        if row is None:
            return None
        bot: Bot = self.build_bot_entity(row)
        bot.bot_token = self._opened(bot.bot_token, workspace)
        return bot

    def granted(self) -> dict[str, frozenset[str]]:
        """The scopes that each workspace gave when it last installed the app."""
        with self.engine.connect() as connection:
            rows = connection.execute(self._of_app()).all()  # the newest first
        return {row.team_id: frozenset((row.bot_scopes or "").split(",")) for row in reversed(rows)}

    def check(self) -> tuple[int, list[Fault]]:
        """How many workspaces there are, and a fault for each of them whose token no key opens."""
        with reading(self.engine).connect() as connection:
            workspaces = connection.scalars(self._of_app().with_only_columns(_bots.c.team_id)).unique().all()
        faults: list[Fault] = []
        for workspace in workspaces:
            with gathered(faults):
                self.bot_of(workspace)
        return len(workspaces), faults

    def _of_app(self) -> Select[Any]:
        mine = (_bots.c.client_id == self.client_id) & _bots.c.is_enterprise_install.is_(False)
        return select(_bots).where(mine).order_by(desc(_bots.c.installed_at))

    def _opened(self, token: str, workspace: str) -> str:
        try:
            return self._key.decrypt(token.encode()).decode()
        except InvalidToken as error:
            what = f"NATO_TOKEN_KEY: opens not the token of workspace {workspace}"
            remedy = "add the key that it was encrypted with, after a comma, or install the app there again"
            raise NatoError(Fault(what, remedy)) from error


class States(SQLAlchemyOAuthStateStore):
    """What proves that whoever comes back from Slack was sent there from here; each serves once."""

    def __init__(self, ledger: Engine) -> None:
        super().__init__(STATE_SECONDS, ledger)
        self.oauth_states = _states

    def consume(self, state: str) -> bool:
        """Whether the state was issued here, is not too old, and comes back for the first time."""
        now = datetime.now(UTC).replace(tzinfo=None)
        with self.engine.begin() as connection:
            used = connection.execute(
                delete(_states).where((_states.c.state == state) & (_states.c.expire_at > now))
            )
            connection.execute(delete(_states).where(_states.c.expire_at <= now))
        return used.rowcount > 0


class Departure(Table):
    """The app was removed from a workspace, `at` a moment; what was under way then may still be written."""

    __tablename__ = "departures"

    from_workspace: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[float]


def forget_workspace(ledger: Engine, workspace: str, until: float) -> bool:
    """Forget a workspace that was left at the moment `until` (Unix time), and all that belongs to it.

    False, and nothing forgotten, where the app has been installed there again since.
    """
    with ledger.begin() as connection:
        if _is_back(connection, workspace, until):
            return False
        if _forget_all(connection, workspace):
            connection.execute(delete(Departure).where(Departure.from_workspace == workspace))
            connection.execute(insert(Departure).values(from_workspace=workspace, at=until))
    return True


def forget_departed(ledger: Engine, before: float) -> None:
    """Forget again the workspaces that were left before that moment (Unix time), and that they were."""
    with reading(ledger).connect() as connection:
        left = select(Departure.from_workspace, Departure.at).where(Departure.at <= before)
        departures = connection.execute(left).all()
    for workspace, at in departures:
        with ledger.begin() as connection:
            if not _is_back(connection, workspace, at):
                _forget_all(connection, workspace)
            connection.execute(delete(Departure).where(Departure.from_workspace == workspace))


def _is_back(connection: Connection, workspace: str, since: float) -> bool:
    left_at = datetime.fromtimestamp(since, UTC).replace(tzinfo=None)
    newer = select(_bots.c.id).where((_bots.c.team_id == workspace) & (_bots.c.installed_at > left_at))
    return connection.scalar(newer.limit(1)) is not None


def _forget_all(connection: Connection, workspace: str) -> bool:
    """Forget all of a workspace; whether the app had been installed there."""
    installed = False
    for table in schema().sorted_tables:
        owner = table.columns.get("workspace", table.columns.get("team_id"))
        if owner is not None:
            rows = connection.execute(delete(table).where(owner == workspace)).rowcount
            installed |= table is _bots and rows > 0
    return installed
