"""What is drafted anew by a build, and what is kept: the outcome is that of a build from nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.draft import draft_article
from bot.knowledge import drafts
from bot.knowledge.drafts import SHELF, digest_of
from bot.models import Records, Seed

BASE = Path(__file__).parent.parent / "broken" / "base"


class _Killed(BaseException):
    """Stands for the end of the process."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The base, built once."""
    folder = Path(shutil.copytree(BASE, tmp_path / "data"))
    _build(folder)
    return folder


@pytest.fixture
def drafted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The seeds that are drafted from now on."""
    files: list[str] = []

    def draft(seed: Seed) -> Records:
        files.append(seed.file)
        return draft_article(seed)

    monkeypatch.setattr(drafts, "draft_article", draft)
    return files


def _build(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["build", *options], env={"NATO_DATA": str(folder)})


def _shelf(folder: Path) -> list[Path]:
    return sorted((folder / SHELF).glob("[!.]*"))


def _is_as_built_from_nothing(folder: Path) -> bool:
    fresh = folder.with_name("fresh")
    shutil.copytree(folder, fresh, ignore=shutil.ignore_patterns(SHELF, "[!c]*.yaml"))
    _build(fresh)
    texts = [
        {path.name: path.read_bytes() for path in (each / "knowledge").iterdir()} for each in (fresh, folder)
    ]
    shutil.rmtree(fresh)
    return texts[0] == texts[1]


def _edit(folder: Path) -> None:
    pilots = folder / "seeds" / "pilots.txt"
    pilots.write_bytes(pilots.read_bytes().replace(b"patience", b"impatience"))


def _add(folder: Path) -> None:
    shutil.copy(folder / "seeds" / "pilots.txt", folder / "seeds" / "again.txt")


def _rename(folder: Path) -> None:
    (folder / "seeds" / "pilots.txt").rename(folder / "seeds" / "sailors.txt")


def _withdraw(folder: Path) -> None:
    (folder / "seeds" / "pilots.txt").unlink()


def _decide(folder: Path) -> None:
    (folder / "knowledge" / "curation.yaml").write_text("- drop: eve-holt\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "anew"),
    [
        (lambda folder: None, []),
        (_edit, ["pilots.txt"]),
        (_add, ["again.txt"]),
        (_rename, ["sailors.txt"]),
        (_withdraw, []),
        (_decide, []),
    ],
    ids=["nothing", "edited", "added", "renamed", "withdrawn", "decided"],
)
def test_only_what_is_new_or_changed_is_drafted(
    folder: Path, drafted: list[str], change: Callable[[Path], None], anew: list[str]
) -> None:
    change(folder)
    _build(folder)
    assert drafted == anew
    assert _is_as_built_from_nothing(folder)
    assert len(_shelf(folder)) == len(list((folder / "seeds").iterdir()))


def _each(folder: Path, change: Callable[[bytes], bytes]) -> None:
    for path in _shelf(folder):
        path.write_bytes(change(path.read_bytes()))


def _mistake(folder: Path) -> None:
    """One draft stands in the other's place, too."""
    one, other = _shelf(folder)
    other.write_bytes(one.read_bytes())


def _fold(folder: Path) -> None:
    """A folder stands where a draft should."""
    for path in _shelf(folder):
        path.unlink()
        path.mkdir()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: shutil.rmtree(folder / SHELF),
        lambda folder: _each(folder, lambda written: b""),
        lambda folder: _each(folder, lambda written: written[: len(written) // 2]),
        lambda folder: _each(folder, lambda written: written.replace(b"Marsh", b"March")),
        lambda folder: _each(folder, lambda written: b"\xff" + written),
        _mistake,
        _fold,
    ],
    ids=["deleted", "empty", "cut off", "altered", "no text", "mistaken", "folders"],
)
def test_whatever_happens_to_the_shelf_the_outcome_is_right(
    folder: Path, spoil: Callable[[Path], None]
) -> None:
    _decide(folder)
    spoil(folder)
    assert _build(folder).exit_code == 0
    assert _is_as_built_from_nothing(folder)


def test_a_shelf_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BASE, tmp_path / "data"))
    (folder / SHELF).write_text("in the way", encoding="utf-8")
    assert _build(folder).exit_code == 0
    assert _is_as_built_from_nothing(folder)


def test_a_build_that_was_killed_is_gone_on_with(
    folder: Path, drafted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in (folder / "knowledge").iterdir()}
    shutil.rmtree(folder / SHELF)
    _edit(folder)
    left = iter([1])
    with monkeypatch.context() as patched:
        patched.setattr(drafts, "draft_article", lambda seed: _until(seed, left))
        with pytest.raises(_Killed):
            _build(folder)
    assert {path: path.read_bytes() for path in (folder / "knowledge").iterdir()} == before
    _build(folder)
    assert drafted == ["pilots.txt"]
    assert _is_as_built_from_nothing(folder)


def _until(seed: Seed, left: Iterator[int]) -> Records:
    if next(left, None) is None:
        raise _Killed
    return draft_article(seed)


def test_a_better_drafter_drafts_all_anew(
    folder: Path, drafted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "_drafter", lambda: "a better one")
    _build(folder)
    assert drafted == ["harbour.txt", "pilots.txt"]


@pytest.mark.parametrize("name", ["code.py", "words.yaml", "more.yaml"])
def test_the_digest_tells_of_every_change_to_code_and_words(tmp_path: Path, name: str) -> None:
    for each in ("code.py", "words.yaml"):
        (tmp_path / each).write_text("a", encoding="utf-8")
    before = digest_of(tmp_path.iterdir())
    assert digest_of(sorted(tmp_path.iterdir(), reverse=True)) == before
    (tmp_path / name).write_text("b", encoding="utf-8")
    assert digest_of(tmp_path.iterdir()) != before


def test_a_dry_run_keeps_nothing(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BASE, tmp_path / "data"))
    _build(folder, "--dry-run")
    assert [path.name for path in folder.iterdir()] == ["seeds"]


def test_the_shelf_is_none_of_gits_business(folder: Path) -> None:
    assert (folder / SHELF / ".gitignore").read_text(encoding="utf-8") == "*\n"
