"""Which part of a message is the question, and which is chat around it."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from itertools import chain, pairwise

from bot.question.lexicon import lexicon
from bot.question.mentions import PRONOUNS
from bot.question.spelling import Word

_BREAK = re.compile(
    r"[.?!;:\n]+(?=\s|$)|[\U0001f300-\U0001faff☺-♿]|\s[-–—]+\s|\s(?=(?:for|to) (?:my|our|your) )"
    r"|,(?=\s+(?:(?:i|we) )?(?:needed|need|want|please|pls|plz|quick|quickly|asap|urgent|thanks|just)\b)"
    r"|,(?=\s+(?:who|what|when|where|which|how|whose|did|does|can|could)\b)"
    r"|,?(?=\s+and\s+(?:(?:in|on|for|by|to|at|from|with|of|since|until)\s+)?(?:who|whom|what|when|where|which|how|whose|why)\b)"
)
_SECOND = re.compile(
    r"(?:[,;]?\s+and|\?)\s+(?P<asked>(?:(?:in|on|for|by|to|at|from|with|of|since|until)\s+)?"
    r"(?:who|whom|what|when|where|which|how|whose)\b)",
    re.IGNORECASE,
)
_FACET = (
    r"(?:when|where|dates?|times?|days?|years?|venues?|places?|locations?|hosts?|organi[sz]ers?|topics?|agenda"
    r"|speakers?|participants?)"
)
_FACETS = re.compile(
    rf"^(?P<before>.*?\b)(?P<one>{_FACET})\s*(?:,|&|/|\+|\band\b)\s*(?:the )?(?P<other>{_FACET})\b"
    r"(?P<after>\s+\w.*)$",
    re.IGNORECASE,
)
"""“When and where was …”, “date and venue of …”: one thing, asked about twice."""

_ASKING = frozenset({"who", "whom", "whose", "what", "when", "where", "which", "why", "how"})
_OF_WORDS = frozenset({"who", "whose", "whom"})
"""What asks, of words that stand beside the question, whose they are."""

_BACK = frozenset({"that", "this", "it", "those", "them"})
"""What, at the end of a question, stands for what was said before: "exports – what is done for that"."""

_AUXILIARIES = frozenset(
    {"did", "does", "do", "is", "was", "are", "were", "has", "have", "had", "can", "could", "will", "would"}
)
_REQUESTS = frozenset(
    {"list", "give", "tell", "show", "name", "explain", "summarise", "summarize", "find", "quote", "describe"}
)
_BARE = 3
"""Words of “what is it”, which asks of a thing that has a name."""
_PURPOSE = 5
"""Words of a phrase that tells what an answer is wanted for."""
_POLITE = frozenset({"please", "pls", "plz", "thanks"})

_QUOTED = re.compile(r"[“\"„«](.{12,}?)[”\"“»]|(?<!\w)[‘'](.{12,}?)[’'](?!\w)")


def asking_places(text: str, words: Sequence[Word]) -> frozenset[int]:
    """The places of the words that ask: of pasted quotations, where there are any, else of the first clause.

    A second question in one message ("…, and in what capacity?") is heeded by what it names only. Where no
    clause has the form of a question, every word counts.
    """
    quotations = (one.span() for one in _QUOTED.finditer(text))
    quoted = [at for one in quotations for at, word in enumerate(words) if _within(word, one)]
    if len(quoted) >= 3:
        return frozenset(quoted)
    clauses = [_without_purpose(clause, words) for clause in _clauses(text, words)]
    asking = [clause for clause in clauses if _asks(clause, words) or _is_queried(clause, text, words)]
    full = [clause for clause in asking if any(_tells(words[at]) for at in clause)]
    if not full:
        read = [words[at].read for clause in asking for at in clause]
        of_words = bool(_OF_WORDS & set(read)) and not PRONOUNS & set(read)
        whole = of_words or (len(read) > _BARE and _refers_back(read))
        return frozenset(range(len(words)) if whole else chain.from_iterable(asking or clauses))
    if full[0] is not clauses[0] and _refers_back([words[at].read for at in full[0]]):
        return frozenset(range(len(words)))
    ordinals = [at for clause in full[1:] for at in clause if words[at].read in lexicon().hard]
    return frozenset((*full[0], *ordinals))


def quotation_in(text: str) -> str | None:
    """The words that a message has in quotation marks, where they are enough to be looked for."""
    found = _QUOTED.search(text)
    return next(filter(None, found.groups())) if found else None


def two_questions(text: str) -> tuple[str, str] | None:
    """The questions of a message that asks two: "who spoke" and "where was it"; None where it does not."""
    facets = _FACETS.match(text)
    if facets and facets["one"].lower() != facets["other"].lower():
        before, one, other, after = facets.group("before", "one", "other", "after")
        return f"{before}{one}{after}", f"{before}{other}{after}"
    found = list(_SECOND.finditer(text))
    if len(found) != 1:
        return None
    quoted = [one.span() for one in _QUOTED.finditer(text)]
    if any(start < found[0].end() and found[0].start() < end for start, end in quoted):
        return None
    first, second = text[: found[0].start()].strip(), text[found[0].start("asked") :].strip()
    said = re.findall(r"\w+", _QUOTED.sub(" ", first).lower())
    asks = _ASKING & set(said) or set(said[:1]) & (_AUXILIARIES | _REQUESTS)
    return (first, second) if asks else None


def _clauses(text: str, words: Sequence[Word]) -> list[list[int]]:
    ends = [match.start() for match in _BREAK.finditer(text)]
    clauses: list[list[int]] = [[] for _ in range(len(ends) + 1)]
    for at, word in enumerate(words):
        clauses[bisect(ends, word.start)].append(at)
    return [clause for clause in clauses if clause]


def _without_purpose(clause: Sequence[int], words: Sequence[Word]) -> list[int]:
    """The clause without what its answer is wanted for: "the ranks of both | for the name plates"."""
    last = len(clause) - (words[clause[-1]].read in _POLITE)
    for at in range(max(0, last - _PURPOSE), last - 1):
        led = words[clause[at]].read == "for"
        if led and at and words[clause[last - 1]].read in lexicon().purposes:
            return list(clause[:at])
    return list(clause)


def _asks(clause: Sequence[int], words: Sequence[Word]) -> bool:
    read = [words[at].read for at in clause]
    return bool(_ASKING & set(read)) or read[0] in _AUXILIARIES | _REQUESTS


def _refers_back(read: Sequence[str]) -> bool:
    """Whether a clause asks of what stands before it: "… what is done for that", "… anything for us"."""
    return read[-1] in _BACK or ("for", "us") in pairwise(read)


def _is_queried(clause: Sequence[int], text: str, words: Sequence[Word]) -> bool:
    """Whether a question mark ends the clause: "BAM = ?"."""
    last = clause[-1]
    following = words[last + 1].start if last + 1 < len(words) else len(text)
    return "?" in text[words[last].end : following]


def _tells(word: Word) -> bool:
    """Whether a word says what the question is about: "whose words" says nothing yet."""
    return word.is_content and "<quote>" not in word.keys


def _within(word: Word, span: tuple[int, int]) -> bool:
    return span[0] <= word.start and word.end <= span[1]
