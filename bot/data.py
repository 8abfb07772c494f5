"""Where seeds/ and knowledge/ are, and the one reader of seeds and of YAML."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.errors import Fault, NatoError, fault_at
from bot.models import Seed

SEED_LIMIT = 4_000_000
"""Bytes; a seed beyond this is no press article, and would be held in memory whole."""

_SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class DataFolder:
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

    def seed_files(self) -> list[Path]:
        """The seeds' paths, in the order of their names."""
        return sorted(self.seeds.glob("*.txt"))


def data_folder() -> DataFolder:
    """The data folder: NATO_DATA, else the checkout that this package stands in.

    Raises NatoError where that is no folder with seeds/ in it.
    """
    root = Path(os.environ.get("NATO_DATA") or Path(__file__).resolve().parent.parent)
    if not (root / "seeds").is_dir():
        raise NatoError(Fault(f"NATO_DATA: no folder seeds/ in {root}", "point NATO_DATA at a folder that holds seeds/"))
    return DataFolder(root)


def read_seed(path: Path) -> Seed:
    """The seed at `path`, character for character: no newline is translated, no mark stripped.

    Raises NatoError where it cannot be read, is empty, too large or not UTF-8.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise NatoError(Fault(f"cannot be read ({error.strerror})", "put the file back or mend its rights", str(path))) from error
    if len(raw) > SEED_LIMIT:
        raise NatoError(Fault(f"is larger than {SEED_LIMIT:,} bytes", "split it: one article a file", str(path)))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        raise NatoError(
            fault_at(before, len(before), str(path), f"byte 0x{raw[error.start]:02x} is not UTF-8", "save the file as UTF-8")
        ) from error
    if not text.strip("\ufeff \t\r\n"):
        raise NatoError(Fault("is empty", "add the article's text or remove the file", str(path)))
    return Seed(path.name, text)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file, read safely.

    Raises NatoError where it cannot be read or is not YAML, with line and column.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_SafeLoader)  # noqa: S506 - a safe loader, in C where there is one
    except OSError as error:
        raise NatoError(Fault(f"cannot be read ({error.strerror})", "put the file back or mend its rights", str(path))) from error
    except UnicodeDecodeError as error:
        raise NatoError(Fault("is not UTF-8", "save the file as UTF-8", str(path))) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise NatoError(Fault(f"is not YAML: {error.problem}", "mend the line or restore the file", str(path), line, column)) from error
