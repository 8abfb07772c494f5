"""knowledge/ is what `nato build` makes of seeds/ and curation.yaml."""

from __future__ import annotations

from bot.data import data_folder
from bot.knowledge.build import build
from bot.knowledge.check import check


def test_knowledge_is_what_build_makes() -> None:
    changes = [str(change) for change in build(data_folder(), dry_run=True).changes]
    assert not changes, "knowledge/ is not current; run: nato build && git add knowledge\n" + "\n".join(
        changes
    )


def test_knowledge_has_no_fault() -> None:
    faults = [str(fault) for fault in check(data_folder())]
    assert not faults, "\n".join(faults)
