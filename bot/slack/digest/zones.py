"""Time zones: as people name them, and as Slack knows them of people."""

from __future__ import annotations

import difflib
import logging
from functools import cache
from http.client import HTTPException
from zoneinfo import available_timezones

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

_NEAR = 0.6
_SUGGESTED = 3
_FORMS = "Say it as Europe/Brussels, America/New_York or UTC."

log = logging.getLogger(__name__)


class UnknownZoneError(ValueError):
    """Words that name no time zone, or several; the message, meant for people, suggests some."""


def zone_named(words: str) -> str:
    """The IANA name of the zone that the words name, in full or by its city, in any case.

    Raises UnknownZoneError.
    """
    named = _folded(words)
    zones = _zones()
    if named in zones:
        return zones[named]
    of_city = [name for folded, name in _places().items() if _city(folded) == named]
    if len(of_city) == 1:
        return of_city[0]
    suggestions = " or ".join((of_city or _similar(named))[:_SUGGESTED])
    problem = "is the name of several time zones" if of_city else "is no time zone that I know"
    raise UnknownZoneError(f"“{words}” {problem}. {f'Do you mean {suggestions}?' if suggestions else _FORMS}")


def zone_of_user(client: WebClient, user: str) -> str | None:
    """The IANA name of a user's zone; None where Slack does not tell it."""
    try:
        zone = client.users_info(user=user)["user"].get("tz")
    except (SlackApiError, OSError, HTTPException) as error:
        log.info("a user's time zone could not be read (%s)", type(error).__name__)
        return None
    return zone if zone in available_timezones() else None


def _similar(named: str) -> list[str]:
    """The zones that are written most like it, in full or by their city."""
    by_name = {_city(folded): name for folded, name in _places().items()} | _places()
    close = difflib.get_close_matches(named, by_name, n=_SUGGESTED, cutoff=_NEAR)
    return list(dict.fromkeys(by_name[each] for each in close))


@cache
def _zones() -> dict[str, str]:
    """The IANA names, by what people type for them."""
    return {_folded(name): name for name in sorted(available_timezones())}


def _places() -> dict[str, str]:
    """The zones of places. "Etc/GMT+2" is two hours behind GMT: only who writes it in full can mean that."""
    return {folded: name for folded, name in _zones().items() if not name.startswith("Etc/")}


def _folded(name: str) -> str:
    return "_".join(name.lower().split())


def _city(folded: str) -> str:
    return folded.rpartition("/")[2]
