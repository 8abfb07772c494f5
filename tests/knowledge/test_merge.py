from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.data import read_yaml
from bot.knowledge.merge import merge_records
from tests.knowledge.drafts import drafted

PAIRS = [
    pytest.param(kind, pair, id=f"{kind}: {name}")
    for kind, named in read_yaml(Path(__file__).with_name("same.yaml")).items()
    for each in named
    for name, pair in each.items()
]


@pytest.mark.parametrize(("kind", "pair"), PAIRS)
@pytest.mark.parametrize("order", ["one before other", "other before one"])
def test_what_two_articles_mean(kind: str, pair: dict[str, Any], order: str) -> None:
    first, second = ("one", "other") if order == "one before other" else ("other", "one")
    merged = merge_records(
        [drafted("a.txt", {kind: [pair[first]]}), drafted("b.txt", {kind: [pair[second]]})]
    )
    assert len(getattr(merged, kind)) == (1 if pair["same"] else 2)


def test_one_person_of_two_articles_keeps_what_both_say() -> None:
    early = {
        "date": "2021-03-01",
        "officials": [{"name": "A. Marsh", "rank": "Major", "roles": ["Head, Tide Office"]}],
    }
    late = {
        "date": "2023-05-04",
        "officials": [{"name": "Ada Marsh", "rank": "Colonel", "roles": ["Head, Tide Office"]}],
    }
    merged = merge_records([drafted("late.txt", late), drafted("early.txt", early)])
    (person,) = merged.officials
    assert (person.id, str(person.name), str(person.rank)) == ("ada-marsh", "Ada Marsh", "Colonel")
    assert [str(alias) for alias in person.aliases] == ["A. Marsh"]
    assert [role.evidence.source for role in person.roles] == ["early.txt", "late.txt"]
    assert {mention.source for mention in person.mentions} == {"early.txt", "late.txt"}


def test_references_follow_the_merged_records() -> None:
    talk = {"says": "Tides do not wait", "speaker": "Ada Marsh", "meeting": "Tide Forum"}
    facts: dict[str, Any] = {
        "officials": [{"name": "Ada Marsh"}],
        "meetings": [{"name": "Tide Forum", "start_date": "2023-05-04", "speakers": ["Ada Marsh"]}],
        "statements": [talk],
    }
    merged = merge_records([drafted("a.txt", facts), drafted("b.txt", facts)])
    (meeting,) = merged.meetings
    assert meeting.id == "tide-forum-2023-05-04"
    assert [speaker.value for speaker in meeting.speakers] == ["ada-marsh"]
    assert {statement.speaker for statement in merged.statements} == {"ada-marsh"}
    assert {statement.meeting for statement in merged.statements} == {meeting.id}
    assert len({statement.id for statement in merged.statements}) == 2


def test_namesakes_of_one_article_stay_two_and_a_third_article_joins_the_one_it_fits() -> None:
    colonel, commander = {"name": "Ada Marsh", "rank": "Colonel"}, {"name": "Ada Marsh", "rank": "Commander"}
    both = drafted("a.txt", {"officials": [colonel, {**commander, "id": "ada-marsh-2"}]})
    third = drafted("b.txt", {"officials": [{"name": "Ada Marsh", "rank": "Commodore"}], "date": "2023"})
    merged = merge_records([both, third])
    assert [(each.id, str(each.rank)) for each in merged.officials] == [
        ("ada-marsh", "Colonel"),
        ("ada-marsh-2", "Commodore"),
    ]


def test_the_order_in_which_articles_are_handed_over_does_not_matter() -> None:
    drafts = [
        drafted(f"{file}.txt", {"officials": [{"name": name}], "acronyms": {"TF": "Tide Forum"}})
        for file, name in zip("abcd", ["Ada Marsh", "Eve Holt", "Ada Marsh", "Ida Lund"], strict=True)
    ]
    merged = merge_records(drafts)
    assert merge_records(reversed(drafts)) == merged
    assert len(merged.acronyms) == 1
