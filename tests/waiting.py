"""Waiting for what other threads do."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

PATIENCE = 60.0
"""Seconds after which what has not come will not come."""


def wait_until(reached: Callable[[], bool]) -> None:
    """Look again and again until something is reached; the test fails where it never is."""
    deadline = time.monotonic() + PATIENCE
    while not reached():
        if time.monotonic() > deadline:
            pytest.fail(f"not reached within {PATIENCE:.0f} seconds")
        time.sleep(0.01)
