"""The measurement of what gets lost or comes twice, at its shortest: it runs, and finds nothing amiss."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_nothing_is_lost_or_comes_twice_but_in_the_one_window(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench.chaos", "--runs", "2", "--seed", "3", "--results", str(tmp_path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert ended.returncode == 0, ended.stderr
    rows = json.loads((tmp_path / "bench-chaos.json").read_text(encoding="utf-8"))["rows"]
    assert {row["what"] for row in rows} == {"digest", "answer", "answer over sockets", "window"}
    under_fire = [row for row in rows if row["what"] != "window"]
    assert {(row["missed"], row["twice or more"]) for row in under_fire} == {(0, 0)}
    assert all(row["twice or more"] == row["runs"] for row in rows if row["what"] == "window")
