"""A question without what people say around it: "Hi, could you tell me | who spoke at the BAM | , thanks"."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from bot.data import read_yaml
from bot.word_lists import word_list

_MOST = 4
"""So many asides stand one after another at most: "Hi bot, quick question, could you tell me …"."""

_AFTERTHOUGHT = re.compile(
    r"\?\s+(?:I|i|We|we|My|my|Our|our|It|it|This|this)\b(?:'[a-z]+)?(?:\s+[a-z0-9',.:-]+)*[.!]?$"
)
"""“? I have a meeting at nine.”: a sentence after the question that names nobody."""

_GOES_ON = (
    r"(?=(?:and|but|who|whom|whose|what|when|where|which|why|how|if|whether|did|does|do|is|was|are|were|has|have|had)"
    r"\b)"
)
"""What a question begins with, where no punctuation parts it from an aside."""

_PARTED = re.compile(rf"[,:;.?!–—-]\s|\s{_GOES_ON}", re.IGNORECASE)
"""Of these one stands between a question and what is said before it, or a sentence after it.

Most questions have neither, and need not wait for the patterns of all that may be said.
"""

_ASKS = r"\b(?:who|whom|whose|what|when|where|which|why|how)\b"

_SHOUTED = 0.8
"""The share of capitalised words from which on capitals tell nothing."""

_FEW = 3


def without_asides(text: str) -> str:
    """The message without greeting, courtesy and purpose; as it is where nothing else would be left of it.

    A message whose every word is capitalised is returned in small letters: its capitals tell no names.
    """
    asked = _calm(_AFTERTHOUGHT.sub("?", text.strip()))
    if _PARTED.search(asked):
        asked = _lead_ins().sub("", asked, count=1)
    for _ in range(_MOST):
        shorter = _shorter(asked)
        if shorter == asked or not re.search(r"\w", shorter):
            break
        asked = shorter
    return asked


def _shorter(asked: str) -> str:
    """The message without the first and the last of what is said around the question."""
    parted = _PARTED.search(asked) is not None
    opened = _openers().sub("", asked, count=1) if parted else asked
    closed = _closers().sub("", opened, count=1).strip()
    return _afterthoughts().sub("", closed, count=1) if parted else closed


def _calm(text: str) -> str:
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text)
    capital = [word for word in words if word[0].isupper()]
    return text.lower() if len(words) > _FEW and len(capital) > _SHOUTED * len(words) else text


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_listed('openers')})(?:\s*[,:;.!–—-]+\s+|\s+{_GOES_ON})", re.IGNORECASE)


@cache
def _closers() -> re.Pattern[str]:
    return re.compile(rf"(?:\s*[,;.?!–—-]+\s*|\s+)(?:{_listed('closers')})\s*[.?!]*$", re.IGNORECASE)


@cache
def _afterthoughts() -> re.Pattern[str]:
    return re.compile(rf"(?<=\w{{3}})(?:\s*[,;.!–—-]+|\?)\s+(?:{_listed('afterthoughts')})[.!]*$")


@cache
def _lead_ins() -> re.Pattern[str]:
    entries = "|".join(f"(?:{entry.strip()})" for entry in _content()["lead_ins"].splitlines())
    return re.compile(
        rf"^(?:(?!{_ASKS})[^“\"])*\b(?:{entries})\s+{_GOES_ON}(?=(?:\W*\w+){{3}})", re.IGNORECASE
    )


def _listed(section: str) -> str:
    return "|".join(f"(?:{entry})" for entry in _content()[section].splitlines())


@word_list
def _content() -> dict[str, str]:
    content: dict[str, str] = read_yaml(Path(__file__).with_name("asides.yaml"))
    return content
