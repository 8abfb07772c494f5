"""What somebody said: about a matter, at a meeting, on a date."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from msgspec.structs import replace

from bot.knowledge.store import NONE, Numbers
from bot.models import Answer
from bot.question.index import Index
from bot.question.lexicon import keys_of
from bot.question.passages import Passage
from bot.question.reading import Question
from bot.reply import refuse, sentence, who_is, who_said
from bot.reply.compose import answered
from bot.reply.scope import Region, in_scope, narrowed, passages_in, spoken_by, spoken_passages
from bot.reply.search import all_best, search
from bot.reply.wording import dated_name, fill, people

_ACTS = frozenset(
    {
        "<brief>",
        "<speak>",
        "<keynote>",
        "<open>",
        "<close>",
        "<welcome>",
        "<introduce>",
        "<praise>",
        "<stress>",
    }
)
"""Groups of what people do at meetings besides saying a thing that is quoted."""


_TURNS = frozenset({"<open>", "<close>"})
"""Those that things have as well: a closing session, an opening day."""

_OF_ARTICLES = frozenset(
    {"article", "articles", "source", "sources", "document", "documents", "text", "report"}
)
"""“What does the article say” is answered by its own words as well."""


def answer(question: Question, index: Index) -> Answer | None:
    """The person's statements within the question's scope; a refusal where there are none on the matter."""
    if not question.officials:
        passive = {"was", "were", "been", "is"} & set(question.words)
        written = sentence.answer(question, index) if passive or _OF_ARTICLES & set(question.words) else None
        return written or who_said.answer(question, index, spoken=True) or refuse.no_fact(question, index)
    if "capacity" in question.words:
        return who_is.answer(replace(question, terms=(), demand=None), index)
    region = in_scope(question, index)
    said = narrowed(region, spoken_passages(question.officials, index))
    told = not _asks_for_words(question) or any(term.keys & _ACTS for term in question.terms)
    if not question.terms:
        chosen = said or (NONE if _asks_for_words(question) else _acts(region, question, index))
        return _told(question, list(passages_in(chosen, index)), index)
    hits = search(question, index, said | _acts(region, question, index) if told else said)
    return _told(question, _with_speech(all_best(hits), question, index) if hits else [], index)


def _with_speech(chosen: list[Passage], question: Question, index: Index) -> list[Passage]:
    """The passages with the words that follow from them: all of “closing remarks”, one quote of a report."""
    whole = all(term.keys & _ACTS for term in question.terms)
    found: list[Passage] = []
    for passage in chosen:
        later = index.passages[passage.number + 1 : passage.article[1]]
        run = list(takewhile(lambda one: spoken_by(one, question.officials), later))
        found += [passage, *(run if whole else _own_words(passage, run, question))]
    return list(dict.fromkeys(found))


def _own_words(told: Passage, run: Sequence[Passage], question: Question) -> list[Passage]:
    """The person's own words right after a sentence that only reports on what they say; reasons, too."""
    if _is_direct(told):
        return []
    return [one for one in run[:1] if _is_direct(one) or "why" in question.words]


def _is_direct(passage: Passage) -> bool:
    return any(statement.kind == "direct" for statement in passage.statements)


def _acts(region: Region, question: Question, index: Index) -> Numbers:
    """The passages that tell that one of the people speaks."""
    named = narrowed(region, index.knowledge.store.having("official", question.officials))
    likely = named & (index.passages_with(_ACTS) | index.knowledge.store.having("tabular", [""]))
    return Numbers(one.number for one in index.passages.several(likely) if _is_act(one, question))


def _is_act(passage: Passage, question: Question) -> bool:
    """Whether a passage tells that somebody speaks; an entry of a programme does not tell what was said."""
    asks_for_words = _asks_for_words(question)
    if "\t" in passage.span.text:
        return not asks_for_words
    return (
        bool(passage.keys & (_ACTS - _TURNS if asks_for_words else _ACTS)) and "<undone>" not in passage.keys
    )


def _asks_for_words(question: Question) -> bool:
    """“What did she say”, unlike “what did she talk about”, wants words, not that she spoke."""
    return bool(keys_of(question.text) & {"<say>", "<quote>", "<stress>"})


def _told(question: Question, passages: list[Passage], index: Index) -> Answer:
    if not passages:
        return refuse.nothing_said(question, index)
    meetings = sorted({one for passage in passages for one in passage.meetings})
    at = f" at {dated_name(index.knowledge.meeting(meetings[0]))}" if len(meetings) == 1 else ""
    heard = _heard(question.officials, passages)
    lead = fill("said", person=people(heard, index), at=at)
    return answered(question, lead, passages, index, "what the person said", officials=heard)


def _heard(asked: Sequence[str], passages: Sequence[Passage]) -> Sequence[str]:
    """Of several people who are asked for those who speak in the passages, or are named there."""
    there = {who for passage in passages for who in (*passage.speakers, *passage.officials)}
    return [who for who in asked if who in there] or asked
