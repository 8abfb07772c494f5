"""Processes that end without a word: SIGKILL at a chosen step, counted in calls of functions since armed."""

from __future__ import annotations

import os
import signal
import sys
import threading
from ctypes import c_long
from types import FrameType
from typing import Any, TypeAlias

Steps: TypeAlias = c_long
"""How many calls of functions a process has left to live; 0: as many as it likes; below 0: those it made."""


def mortal(steps: Steps) -> None:
    """Let this process, threads begun from now on included, live for so many calls of functions."""

    def count(frame: FrameType, event: str, argument: Any) -> None:  # noqa: ARG001 - as the interpreter calls it
        if event not in ("call", "c_call") or steps.value == 0:
            return
        steps.value -= 1
        if steps.value == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    threading.setprofile(count)
    sys.setprofile(count)
