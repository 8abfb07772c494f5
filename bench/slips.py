"""How many questions are answered as well with a slip of the fingers in them.

    python -m bench.slips [--questions tests/dialogues] [--seeds 3] [--json FOLDER]

Each question of the files that is answered rightly is asked again with one random slip: letters swapped, one
left out, doubled, or its neighbour. Names and telling words are hit as often as all others, so that some
questions are no longer what they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random

import click
from msgspec.structs import replace

from bench.asking import slip
from bench.measuring import Row, report
from bot.data import data_folder
from bot.evaluate import Item, read_items, results_of
from bot.knowledge.base import KnowledgeBase, load


@click.command()
@click.option(
    "--questions", type=click.Path(path_type=Path), default=Path("tests/dialogues"), show_default=True
)
@click.option("--seeds", default=3, show_default=True, help="Rounds, each with other slips.")
@click.option("--json", "results", type=click.Path(path_type=Path), default=Path("bench-results"))
def main(questions: Path, seeds: int, results: Path) -> None:
    """Ask questions with a slip in each."""
    knowledge = load(data_folder())
    items = [item for path in sorted(questions.glob("*.yaml")) for item in read_items(path)]
    right = [item for item, good, _ in _asked(items, knowledge) if good]
    report("slips", [_row(right, knowledge, seed) for seed in range(seeds)], results)


def _row(items: Sequence[Item], knowledge: KnowledgeBase, seed: int) -> Row:
    """What becomes of questions that are answered rightly without a slip."""
    random = Random(seed)
    asked = list(_asked([replace(item, question=slip(item.question, random)) for item in items], knowledge))
    wrong = sum(outcome == "answered" and not good for _, good, outcome in asked)
    share = 100 / len(asked)
    return {
        "round": seed,
        "questions": len(asked),
        "right %": share * sum(good for _, good, _ in asked),
        "wrong %": share * wrong,
    }


def _asked(items: Sequence[Item], knowledge: KnowledgeBase) -> Iterator[tuple[Item, bool, str]]:
    """Each question, whether its answer is right, and what became of it."""
    for result in results_of(items, knowledge, date.today()):
        yield result.item, result.passed, result.answer.outcome


if __name__ == "__main__":
    main()
