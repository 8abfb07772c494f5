"""The log: one line an event, for people and programs, and never a word of what people ask."""

from __future__ import annotations

import json
import logging
import os
import random
import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from slack_sdk.errors import SlackApiError

BOLT_LOG = "slack_bolt"

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""What stands in every line about one thing that Slack sent, from its acknowledgement to the last post."""

_STANDARD_ERROR = 2
_OF_EVERY_RECORD = {*logging.makeLogRecord({}).__dict__, "message", "taskName"}
_SETS_APART = re.compile(r'[ ="\n\r\t]')


def log_lines(environment: Mapping[str, str]) -> None:
    """Log to standard error: as key=value, or as JSON where NATO_LOG says json."""
    handler = _Lines()
    handler.setFormatter(log_format(environment))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    # No line tells these, nor which line of ours wrote it; to find them out takes as long as to write one.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging._srcfile = None  # as logging's documentation has it
    # Below errors, Slack's libraries log what people write.
    for library in (BOLT_LOG, "slack_sdk"):
        logging.getLogger(library).setLevel(logging.ERROR)
    logging.getLogger("alembic").setLevel(logging.WARNING)


def log_format(environment: Mapping[str, str]) -> logging.Formatter:
    """The form of a line that the environment asks for."""
    return _Line(_as_json if environment.get("NATO_LOG") == "json" else _as_pairs)


def begin_request() -> None:
    """From here on, the log tells that its lines belong together."""
    request_id.set(f"{random.getrandbits(32):08x}")


def told(error: BaseException) -> str:
    """The error's kind and place, but for Slack's own not its words, which might repeat a question."""
    if isinstance(error, SlackApiError):
        return str(error.response.get("error"))
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "no place"
    return f"{type(error).__name__} at {place}"


class _Lines(logging.Handler):
    """Writes each record in one go, so that no line gets into another.

    Logging itself lets one thread write at a time, under a lock: meanwhile the interpreter goes on with the
    next, which soon waits for that lock, and so does every other.
    """

    def handle(self, record: logging.LogRecord) -> bool:
        """Write the record, whoever else writes."""
        self.emit(record)
        return True

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record; where that fails, logging tells so in its own way."""
        try:
            os.write(_STANDARD_ERROR, f"{self.format(record)}\n".encode(errors="backslashreplace"))
        except (OSError, TypeError, ValueError):
            self.handleError(record)


class _Line(logging.Formatter):
    """A record in one line: when, how grave, whence, for which request, what, and its `extra`."""

    def __init__(self, write: Callable[[dict[str, Any]], str]) -> None:
        super().__init__()
        self._write = write

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if request := request_id.get():
            line["request"] = request
        line["event"] = record.getMessage()
        line |= {name: value for name, value in vars(record).items() if name not in _OF_EVERY_RECORD}
        if record.exc_info and record.exc_info[1]:
            line["error"] = told(record.exc_info[1])
        return self._write(line)


def _as_json(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False, default=str)


def _as_pairs(line: dict[str, Any]) -> str:
    return " ".join(f"{name}={_worded(str(value))}" for name, value in line.items())


def _worded(value: str) -> str:
    plain = value and not _SETS_APART.search(value)
    return value if plain else json.dumps(value, ensure_ascii=False)
