"""Processes that go at one ledger at the same moment."""

from __future__ import annotations

import subprocess
import sys

from sqlalchemy import URL


def printed_at_once(program: str, url: URL, count: int) -> list[str]:
    """What each of so many processes prints that run a program, given the ledger's address, all well.

    The program says "ready" when it is, and begins when it is sent a line.
    """
    command = [sys.executable, "-W", "error", "-c", program, url.render_as_string(hide_password=False)]
    racers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(count)
    ]
    for racer in racers:
        assert racer.stdout
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin
        racer.stdin.write("go\n")
        racer.stdin.flush()
    printed = [racer.communicate()[0] for racer in racers]
    assert [racer.returncode for racer in racers] == [0] * count
    return printed
