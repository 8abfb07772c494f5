"""The knowledge of a data folder in one file, ready to be searched: made anew where missing or outdated.

The file is named by what it was made of, so it is never changed, only replaced, and serves on any machine
with the same seeds, knowledge and version of the bot.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import Stemmer

from bot.data import DataFolder, read_seeds
from bot.knowledge.base import KnowledgeBase, load
from bot.knowledge.store import is_whole, opened
from bot.models import Records, Seed
from bot.word_lists import WORD_LISTS, keep

SHELF = ".index"
"""The folder beside seeds/ and knowledge/ that holds the file. It can be deleted at any time."""

Watch = Callable[[Iterable[Seed]], Iterable[Seed]]
"""Is given the seeds and hands them on one by one, so that a caller can show progress."""

_NOTE = "standing"
"""How the files stood when they were last found to be those that the index was made of, and its name."""

_PACKAGE = Path(__file__).parent.parent
_MAKERS = ("draft", "knowledge", "question", "reply")
"""The packages that decide what an index holds, the word lists of all of them among it."""


def open_knowledge(folder: DataFolder, watch: Watch = iter) -> KnowledgeBase:
    """The knowledge base in a data folder, from its index; where that cannot be written, in memory.

    Raises NatoError where a file of knowledge/ is missing or broken, and where a seed cannot be read.
    """
    path = _current(folder)
    if not path:
        from bot.knowledge.files import read_records  # noqa: PLC0415 - nor YAML where an index is ready

        records, seeds = read_records(folder.knowledge), read_seeds(folder)
        path = compile_index(folder, records, seeds, watch)
    if not path:
        return load(folder)
    return knowledge_in(path)


def knowledge_in(path: Path) -> KnowledgeBase:
    """The knowledge base in an index, and from here on the word lists that were kept in it."""
    store = opened(path)
    keep(store.written(WORD_LISTS))
    return KnowledgeBase(store)


def compile_index(
    folder: DataFolder, records: Records, seeds: dict[str, Seed], watch: Watch = iter
) -> Path | None:
    """Write the index of a data folder that holds these records; None where its disk cannot be written."""
    standing, path = _standing(folder), folder.root / SHELF / f"{_digest(folder)}.sqlite3"
    try:
        _make_shelf(path.parent)
        if not is_whole(path):
            _write(path, records, seeds, watch)
        (path.parent / _NOTE).write_text(f"{standing} {path.name}", encoding="utf-8")
    except OSError:
        return None
    _remove_others(path)
    return path


def _current(folder: DataFolder) -> Path | None:
    """The index that was made of the files as they are now; None where there is none.

    Files that stand as they did when they were last read through are not read again.
    """
    shelf = folder.root / SHELF
    if not shelf.is_dir():
        return None
    standing = _standing(folder)
    with suppress(OSError):
        noted, _, name = (shelf / _NOTE).read_text(encoding="utf-8").partition(" ")
        if noted == standing and is_whole(shelf / name):
            return shelf / name
    path = shelf / f"{_digest(folder)}.sqlite3"
    if not is_whole(path):
        return None
    with suppress(OSError):
        (shelf / _NOTE).write_text(f"{standing} {path.name}", encoding="utf-8")
    return path


def _write(path: Path, records: Records, seeds: dict[str, Seed], watch: Watch) -> None:
    from bot.question.indexing import write_file  # noqa: PLC0415 - whoever only reads an index needs none of it

    aside = path.with_suffix(f".{os.getpid()}.unfinished")
    try:
        write_file(aside, records, seeds.values(), watch)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _standing(folder: DataFolder) -> str:
    """One digest for name, size and time of change of all that an index is made of."""
    digest = sha256(_makers().encode())
    for path in (_PACKAGE, *(_PACKAGE / name for name in _MAKERS), folder.seeds, folder.knowledge):
        with suppress(FileNotFoundError), os.scandir(path) as entries:
            for line in sorted(f"{each.name} {_stamp(each)}\n" for each in entries if each.is_file()):
                digest.update(line.encode())
    return digest.hexdigest()


def _stamp(entry: os.DirEntry[str]) -> str:
    status = entry.stat()
    return f"{status.st_size} {status.st_mtime_ns}"


def _digest(folder: DataFolder) -> str:
    """One digest for the content of all that an index is made of."""
    return _digest_of((*_code(), *_sources(folder)))


def made_by() -> str:
    """One digest for the code and the word lists that decide what an index holds."""
    return _digest_of(_code())


def _digest_of(paths: Iterable[Path]) -> str:
    digest = sha256(_makers().encode())
    for path in paths:
        with suppress(FileNotFoundError):
            digest.update(f"{path.name}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:32]


def _code() -> Iterator[Path]:
    yield from (_PACKAGE / "models.py", _PACKAGE / "word_lists.py")
    for name in _MAKERS:
        yield from sorted(path for path in (_PACKAGE / name).iterdir() if path.suffix in (".py", ".yaml"))


def _sources(folder: DataFolder) -> Iterator[Path]:
    from bot.knowledge.files import NAMES, records_file  # noqa: PLC0415 - as above

    yield from (records_file(folder.knowledge, name) for name in NAMES)
    yield from folder.seed_files()


def _makers() -> str:
    """What else decides what an index holds: the order of bytes, and the stems."""
    return f"{sys.byteorder} {Stemmer.version()}"


def _make_shelf(shelf: Path) -> None:
    if not shelf.exists():
        shelf.mkdir(parents=True)
        (shelf / ".gitignore").write_text("*\n", encoding="utf-8")


def _remove_others(path: Path) -> None:
    """Remove outdated indexes; whoever still reads one keeps it until it is closed."""
    for other in path.parent.glob("*.sqlite3"):
        if other != path:
            with suppress(OSError):
                other.unlink()
