"""Quotations checked: word for word, altered and how, or in no source."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.data import read_yaml
from bot.evaluate import broken_promises
from bot.knowledge.base import KnowledgeBase, knowledge_of
from bot.models import Kind, Official, Records, Seed, Source, Span, Statement, Value
from bot.reply.verbatim import LONGEST, check_quotation

ARTICLE = """Ministers agree on harbour patrols

Eleven ports took part in the Harbour Safety Forum, which met in Porto on 4 May 2024.

Ana Lindqvist said that “the harbour is the country’s front door – and nobody leaves a front door open”.
“In this port, we will never close a berth without asking the pilots first”, she added.

“Patrols save lives,” said Piet Okafor. “They also cost less than rescues.”

Captain José Fernández reported that radar coverage had doubled in a year.

Click here to subscribe to our newsletter
"""
SEED = Seed("forum.txt", ARTICLE)
CASES = read_yaml(Path(__file__).with_name("quotations.yaml"))


def _span(words: str) -> Span:
    start = ARTICLE.index(words)
    return SEED.span(start, start + len(words))


def _official(name: str) -> Official:
    return Official(name, Value(name, _span(name)))


def _said(speaker: str, kind: Kind, words: str) -> Statement:
    return Statement(words, _span(words), kind, speaker, _span(speaker))


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    statements = (
        _said(
            "Ana Lindqvist",
            "direct",
            "the harbour is the country’s front door – and nobody leaves a front door open",
        ),
        _said(
            "Ana Lindqvist",
            "direct",
            "In this port, we will never close a berth without asking the pilots first",
        ),
        _said("Piet Okafor", "direct", "Patrols save lives,"),
        _said("Piet Okafor", "direct", "They also cost less than rescues."),
        _said(
            "José Fernández",
            "indirect",
            "Captain José Fernández reported that radar coverage had doubled in a year",
        ),
    )
    people = tuple(map(_official, ("Ana Lindqvist", "Piet Okafor", "José Fernández")))
    source = Source(
        SEED.file, Value("Ministers agree on harbour patrols", _span("Ministers agree on harbour patrols"))
    )
    return knowledge_of(Records((source,), officials=people, statements=statements), [SEED])


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
def test_quotation(case: dict[str, Any], knowledge: KnowledgeBase) -> None:
    answer = check_quotation(case["given"], knowledge)
    assert answer.lead.startswith(case.get("lead", ""))
    assert list(answer.notes) == case.get("notes", list(answer.notes))
    places = [ARTICLE[int(a) : int(b)] for a, b in re.findall(r"\[(\d+):(\d+)\]", answer.lead)]
    assert places == case.get("spans", places)
    assert len(answer.quotes) == case.get("quotes", len(answer.quotes))
    assert not list(broken_promises(answer, knowledge))
    assert all(place in "".join(quote.span.text for quote in answer.quotes) for place in places)


def test_the_same_words_in_two_articles_are_both_found() -> None:
    seeds = [SEED, Seed("weekly.txt", f"The week in ports\n\n{ARTICLE[36:]}")]
    answer = check_quotation("eleven ports took part", knowledge_of(Records(), seeds))
    assert [quote.span.source for quote in answer.quotes] == ["forum.txt", "weekly.txt"]


def test_accents_written_apart_are_the_same_letters(knowledge: KnowledgeBase) -> None:
    answer = check_quotation("Jose\u0301 Ferna\u0301ndez reported", knowledge)
    assert answer.lead.startswith("Word for word")


def test_a_quotation_of_any_length_is_answered(knowledge: KnowledgeBase) -> None:
    answer = check_quotation("harbour " * LONGEST, knowledge)
    assert (answer.outcome, answer.quotes) == ("unanswered", ())
    assert f"{LONGEST} characters" in answer.lead


def test_the_command_prints_the_sentence_and_where_the_words_stand() -> None:
    result = CliRunner().invoke(main, ["quote", "Partners are key security providers"])
    assert result.exit_code == 0
    assert "[1636:1671]" in result.output
    assert "Partners discuss strengthened cooperation" in result.output
