"""What the measurements share: quantiles, memory, a table on the terminal, a file of JSON."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from rich.console import Console
from rich.table import Table

Row: TypeAlias = Mapping[str, str | int | float]
"""A line of figures, each under its name."""


def quantile(values: Sequence[float], share: float) -> float:
    """The value that this share of all values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def private_megabytes() -> float:
    """The memory that belongs to this process alone: what is read through the page cache is not counted."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) / 1024
    return float("nan")


def report(name: str, rows: Sequence[Row], results: Path) -> None:
    """Print figures as a table, the longer side downwards, and write them to bench-NAME.json in a folder."""
    lines = [list(rows[0]), *([_shown(value) for value in row.values()] for row in rows)]
    head, *body = zip(*lines, strict=True) if len(rows) < len(rows[0]) else lines
    table = Table(*head, title=name)
    for line in body:
        table.add_row(*line)
    Console().print(table)
    told = {"bench": name, "at": datetime.now(UTC).isoformat(), "machine": platform.platform(), "rows": rows}
    results.mkdir(parents=True, exist_ok=True)
    (results / f"bench-{name}.json").write_text(json.dumps(told, indent=1), encoding="utf-8")


def _shown(value: str | float) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)
