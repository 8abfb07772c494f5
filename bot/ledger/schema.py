"""Which tables the ledger has, and how an older ledger comes to have them, with all that is in it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from sqlalchemy import Connection, MetaData, column, inspect, select, table, update

from bot.errors import Fault, NatoError
from bot.ledger.tables import Table

MIGRATIONS = Path(__file__).with_name("migrations")
_VERSION = table("alembic_version", column("version_num"))


def schema() -> MetaData:
    """All tables, whichever of the modules here they stand in."""
    for module in iter_modules([str(Path(__file__).parent)], "bot.ledger."):
        import_module(module.name)
    return Table.metadata


def versions() -> list[str]:
    """The versions of the schema, oldest first: the numbers that the files of migrations begin with."""
    return sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def version_of(connection: Connection) -> str | None:
    """The version of the schema in the database; None where none was ever recorded."""
    recorded = inspect(connection).has_table(_VERSION.name)
    return connection.scalar(select(_VERSION.c.version_num)) if recorded else None


def prove_writable(connection: Connection) -> None:
    """Write to an upgraded database without changing it. Raises SQLAlchemyError where it takes nothing."""
    connection.execute(update(_VERSION).values(version_num=_VERSION.c.version_num))


def upgrade(connection: Connection, version: str = "head") -> None:
    """Bring the schema to `version`, by default the newest, within the connection's transaction.

    Raises NatoError where the database was written by a newer program.
    """
    if known_version(connection) == versions()[-1]:
        prove_writable(connection)  # else a database that takes nothing is found out with the first event
    else:
        _migrate(connection, version)


def known_version(connection: Connection) -> str | None:
    """The version of the schema, as `version_of`. Raises NatoError where a newer program wrote it."""
    present, known = version_of(connection), versions()
    if present not in (None, *known):
        where = connection.engine.url.render_as_string(hide_password=True)
        raise NatoError(
            Fault(
                f"DATABASE_URL: {where} has schema {present}, this nato-bot knows schemas up to {known[-1]}",
                "update nato-bot: a newer one has opened this ledger",
            )
        )
    return present


def _migrate(connection: Connection, version: str) -> None:
    from alembic import command, config  # noqa: PLC0415 - slow to load, and hardly ever needed

    settings = config.Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    command.upgrade(settings, version)
