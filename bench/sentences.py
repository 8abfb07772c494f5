"""How often the sentence that answers a question comes first, on public questions, clean and with slips.

    python -m bench.sentences SQUAD.json [--limit 2000] [--json FOLDER]

SQUAD.json holds "sentences" (texts) and "answerable" (id, question, numbers of the sentences that answer it),
as drawn from the Stanford Question Answering Dataset. Each sentence stands by itself, as an article.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import perf_counter

import click

from bench.asking import NEAR_KEYS
from bench.measuring import Row, quantile, report
from bot.draft.text import words
from bot.knowledge.base import KnowledgeBase, write_knowledge
from bot.knowledge.shelving import new_database
from bot.knowledge.store import Store
from bot.models import Records, Seed
from bot.question.cutting import Told
from bot.question.index import Index, index_of
from bot.question.indexing import Found, write_index
from bot.question.lexicon import meanings
from bot.question.passages import Passage
from bot.question.read import read
from bot.question.spelling import read_words
from bot.question.terms import term_of
from bot.reply.search import candidates

_STOP = frozenset(
    "a an and are as at be been but by can could did do does for from had has have he her his how i if in "
    "into is it its me my no not of on or our she so such than that the their them then there these they "
    "this to was we were what when where which who whom whose why will with would you your s".split()
)


@click.command()
@click.argument("squad", type=click.Path(exists=True, path_type=Path))
@click.option("--limit", default=2000, show_default=True)
@click.option("--json", "results", type=click.Path(path_type=Path), default=Path("bench-results"))
def main(squad: Path, limit: int, results: Path) -> None:
    """Find the sentences that answer questions."""
    content = json.loads(squad.read_text(encoding="utf-8"))
    begun = perf_counter()
    index = _indexed(content["sentences"])
    seconds = perf_counter() - begun
    asked = content["answerable"][:limit]
    rows: list[Row] = [
        {"variant": f"{slips} slips", **_measured(asked, slips, index), "index_s": seconds}
        for slips in (0, 1, 2)
    ]
    report("sentences", rows, results)


def _indexed(sentences: Sequence[str]) -> Index:
    seeds = [Seed(f"{number:06d}.txt", text) for number, text in enumerate(sentences)]
    database = new_database()
    write_knowledge(database, Records(), seeds)
    write_index(database, Records(), seeds, _as_they_are)
    return index_of(KnowledgeBase(Store(database)))


def _as_they_are(
    _: Callable[[tuple[Seed, Told]], Found], articles: Iterable[tuple[Seed, Told]]
) -> Iterator[Found]:
    """Each text as one passage, however many sentences the drafter would see in it."""
    for seed, _told in articles:
        own = tuple(word for word, _, _ in words(seed.text))
        keys = frozenset[str]().union(*meanings(own))
        span, nobody = seed.span(0, len(seed.text)), frozenset[str]()
        passage = Passage(0, span, 0, own, keys, (), nobody, nobody, (0, 1), (0, 1), (0, 1))
        yield Found(seed.file, frozenset(), [(passage, set())])


def _measured(asked: Sequence[tuple[str, str, list[int]]], slips: int, index: Index) -> dict[str, float]:
    first, five, times = 0, 0, []
    for id_, question, relevant in asked:
        text = _with_slips(question, slips, id_)
        begun = perf_counter()
        found = _found(text, index)
        times.append(1000 * (perf_counter() - begun))
        first += bool(set(found[:1]) & set(relevant))
        five += bool(set(found[:5]) & set(relevant))
    return {
        "hit@1": 100 * first / len(asked),
        "hit@5": 100 * five / len(asked),
        "p50 ms": quantile(times, 0.5),
        "p95 ms": quantile(times, 0.95),
    }


def _found(text: str, index: Index) -> list[int]:
    terms = [term_of(word, index) for word in read_words(text, index) if word.is_content]
    return [hit.passage.number for hit in candidates(read(text, index), index, None, terms)]


def _with_slips(question: str, count: int, id_: str) -> str:
    """The question with slips in that many of its content words, the same for the same question."""
    chance = random.Random(f"{id_}:{count}")
    places = [one for one in re.finditer(r"[A-Za-z]{4,}", question) if one.group().lower() not in _STOP]
    chance.shuffle(places)
    for place in sorted(places[:count], key=lambda one: -one.start()):
        question = question[: place.start()] + _slipped(place.group(), chance) + question[place.end() :]
    return question


def _slipped(word: str, chance: random.Random) -> str:
    kind, at = chance.choice(["swap", "drop", "double", "near"]), chance.randrange(1, len(word) - 1)
    if kind == "swap" and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    return word[:at] + chance.choice(NEAR_KEYS[word[at].lower()]) + word[at + 1 :]


if __name__ == "__main__":
    main()
