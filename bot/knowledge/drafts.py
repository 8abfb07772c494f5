"""Drafts kept from one build to the next, so that only articles that are new or changed are drafted anew."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import msgspec

from bot import draft, models
from bot.draft import draft_article
from bot.knowledge.cores import on_all_cores
from bot.models import Records, Seed

SHELF = ".drafts"
"""The folder beside seeds/ and knowledge/ that holds the drafts. It can be deleted at any time."""

_UNFINISHED = ".unfinished"


def draft_all(seeds: Iterable[Seed], shelf: Path, *, keep: bool) -> list[Records]:
    """The seeds' drafts: kept ones where neither the seed nor the drafter has changed since, else new ones.

    With `keep`, each new draft is put on the shelf at once, so that a build which is broken off is gone on
    with by the next, and drafts that no seed needs any more are removed.
    """
    needed = set[str]()

    def noted(seed: Seed) -> Seed:
        needed.add(_place(seed))
        return seed

    drafts = list(on_all_cores(partial(_draft, shelf=shelf, keep=keep), map(noted, seeds)))
    if keep:
        _remove_others(shelf, needed)
    return drafts


def _draft(seed: Seed, shelf: Path, keep: bool) -> Records:
    """The kept draft of a seed, or a new one."""
    path = shelf / _place(seed)
    records = _kept(path)
    if records is None:
        records = draft_article(seed)
        if keep:
            _keep(path, records)
    return records


def digest_of(files: Iterable[Path]) -> str:
    """One digest for what these files hold, each under its name."""
    digest = sha256()
    for path in sorted(files):
        digest.update(f"{path.name}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


@cache
def _drafter() -> str:
    """What decides how an article is drafted: the code and word lists of bot/draft, and what they rest on."""
    code = [path for path in Path(draft.__path__[0]).iterdir() if path.suffix in (".py", ".yaml")]
    return f"{digest_of([*code, Path(models.__file__)])} {sys.version} {version('PyStemmer')}"


def _place(seed: Seed) -> str:
    """The file of a seed's draft: another one, once the seed or the drafter is another."""
    return sha256(f"{_drafter()}\0{seed.file}\0{seed.text}".encode()).hexdigest()


def _kept(path: Path) -> Records | None:
    """The draft at `path`; None where there is none, or not one exactly as it was put there."""
    try:
        seal, _, written = path.read_bytes().partition(b"\n")
        return msgspec.json.decode(written, type=Records) if seal == _seal(path, written) else None
    except (OSError, msgspec.DecodeError):
        return None


def _keep(path: Path, records: Records) -> None:
    """Put a draft on the shelf; where that cannot be done, it is drafted anew next time."""
    written = msgspec.json.encode(records)
    aside = path.with_suffix(_UNFINISHED)
    with suppress(OSError):
        if not path.parent.exists():
            path.parent.mkdir(parents=True)
            (path.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        aside.write_bytes(_seal(path, written) + b"\n" + written)
        aside.replace(path)


def _remove_others(shelf: Path, needed: set[str]) -> None:
    for path in shelf.glob("[!.]*"):
        if path.name not in needed:
            with suppress(OSError):
                path.unlink()


def _seal(path: Path, written: bytes) -> bytes:
    """What proves that a draft is whole, and that of its place."""
    return sha256(path.name.encode() + written).hexdigest().encode()
