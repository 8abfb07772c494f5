"""Where seeds/ and knowledge/ are, and the one reader of seeds and of YAML."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from bot.errors import Fault, NatoError, fault_at, gathered
from bot.models import Seed

if TYPE_CHECKING:
    import yaml

SEED_LIMIT = 4_000_000
"""Bytes; a seed beyond this is no press article, and would be held in memory whole."""


class DataFolder(msgspec.Struct, frozen=True):
    """The folder that holds seeds/ and knowledge/."""

    root: Path

    @property
    def seeds(self) -> Path:
        """The articles."""
        return self.root / "seeds"

    @property
    def knowledge(self) -> Path:
        """What is generated from them, and curation.yaml."""
        return self.root / "knowledge"

    @property
    def curation(self) -> Path:
        """What people have decided about the knowledge."""
        return self.knowledge / "curation.yaml"

    def seed_files(self) -> list[Path]:
        """The seeds' paths, in the order of their names."""
        return sorted(self.seeds.glob("*.txt"))


def data_folder() -> DataFolder:
    """The data folder: NATO_DATA, else the checkout that this package stands in.

    Raises NatoError where that is no folder with seeds/ in it.
    """
    root = Path(os.environ.get("NATO_DATA") or Path(__file__).resolve().parent.parent)
    if not (root / "seeds").is_dir():
        what = f"NATO_DATA: no folder seeds/ in {root}"
        raise NatoError(Fault(what, "point NATO_DATA at a folder that holds seeds/"))
    return DataFolder(root)


def read_seed(path: Path) -> Seed:
    """The seed at `path`, character for character: no newline is translated, no mark stripped.

    Raises NatoError where it cannot be read, is empty, too large or not UTF-8.
    """
    raw = _read_bytes(path)
    if len(raw) > SEED_LIMIT:
        raise NatoError(
            Fault(f"is larger than {SEED_LIMIT:,} bytes", "split it: one article a file", str(path))
        )
    text = _decoded(raw, path)
    if not text.strip("\ufeff \t\r\n"):
        raise NatoError(Fault("is empty", "add the article's text or remove the file", str(path)))
    return Seed(path.name, text)


def read_seeds(folder: DataFolder) -> dict[str, Seed]:
    """All seeds by file name.

    Raises NatoError with every seed that cannot be used.
    """
    seeds: dict[str, Seed] = {}
    faults: list[Fault] = []
    for path in folder.seed_files():
        with gathered(faults):
            seeds[path.name] = read_seed(path)
    if faults:
        raise NatoError(*faults)
    return seeds


def read_yaml(path: Path) -> Any:
    """The content of a YAML file, read safely.

    Raises NatoError where it cannot be read or is not YAML, with line and column.
    """
    return _parsed(path)


def compose_yaml(path: Path) -> yaml.Node | None:
    """The nodes of a YAML file, which know their line and column; None where the file holds nothing.

    Raises NatoError as `read_yaml` does.
    """
    node: yaml.Node | None = _parsed(path, as_nodes=True)
    return node


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise NatoError(Fault(what, "put the file back or mend its rights", str(path))) from error


def _decoded(raw: bytes, path: Path) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        what = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        raise NatoError(fault_at(before, len(before), str(path), what, "save the file as UTF-8")) from error


def _parsed(path: Path, *, as_nodes: bool = False) -> Any:
    import yaml  # noqa: PLC0415 - whoever has an index reads no YAML

    parse: Callable[..., Any] = yaml.compose if as_nodes else yaml.load
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return parse(_decoded(_read_bytes(path), path), Loader=loader)
    except yaml.YAMLError as error:
        raise NatoError(_yaml_fault(path, error)) from error


def _yaml_fault(path: Path, error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None)  # a character that YAML forbids is reported without one
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
    return Fault(f"is not YAML: {what}", "mend the line or restore the file", str(path), line, column)
