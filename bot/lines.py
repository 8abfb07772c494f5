"""Questions as JSON lines in, answers as JSON lines out: how other programs ask."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from bot import ask
from bot.errors import Fault, NatoError
from bot.knowledge.base import KnowledgeBase
from bot.show.record import answer_record


class AskedLine(msgspec.Struct, frozen=True):
    """One line of input: an id that comes back, a question, and the earlier questions of its thread."""

    id: str
    question: str
    thread: tuple[str, ...]


def answer_lines(lines: Iterable[str], knowledge: KnowledgeBase, today: date) -> Iterator[str]:
    """One JSON record for each line, in order, as soon as it is answered.

    Raises NatoError, with the line's number, where a line is no record of that form.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            asked = _asked(line, number)
            answer = ask(asked.question, asked.thread, knowledge=knowledge, today=today)
            yield json.dumps(answer_record(answer, asked.question, asked.id), ensure_ascii=False)


def _asked(line: str, number: int) -> AskedLine:
    try:
        record = json.loads(line.rstrip("\r\n"))
        question, thread = record["question"], record.get("thread") or []
    except json.JSONDecodeError as error:
        raise _fault(number, error.colno, f"is not JSON: {error.msg}") from error
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _fault(number, 1, 'is no record with a "question"') from error
    if not (isinstance(thread, list) and all(isinstance(one, str) for one in (question, *thread))):
        raise _fault(number, 1, '"question" must be a text, and "thread" a list of texts')
    return AskedLine(str(record.get("id", number)), question, tuple(thread))


def _fault(line: int, column: int, what: str) -> NatoError:
    remedy = 'write {"id": "1", "question": "who spoke", "thread": []} on one line'
    return NatoError(Fault(what, remedy, "standard input", line, column))
