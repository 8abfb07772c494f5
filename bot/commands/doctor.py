"""Whether all is set up."""

from __future__ import annotations

import sys

import click

from bot.doctor import examined
from bot.doctor.finding import Finding

_MARKS = {"right": "✓", "notable": "·", "wrong": "✗"}


@click.command("doctor")
def command() -> None:
    """Tell whether all is set up, and what to do.

    Looks at the knowledge, the ledger, time zones and Slack (✓ right, ✗ wrong, · worth knowing), and changes
    nothing. Prints no secret. Exit 1 where something is wrong.
    """
    states = set()
    for part, findings in examined():
        click.echo(part)
        for finding in findings:
            click.echo(_shown(finding))
            states.add(finding.state)
    sys.exit("wrong" in states)


def _shown(finding: Finding) -> str:
    line = f"  {_MARKS[finding.state]} {finding.what}"
    return f"{line}\n    → {finding.remedy}" if finding.remedy else line
