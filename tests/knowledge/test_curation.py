from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.errors import NatoError
from bot.knowledge.curation import curate
from bot.knowledge.decisions import read_decisions
from bot.knowledge.merge import merge_records
from bot.models import Official, Records
from tests.knowledge.drafts import drafted, seed_of

FORUM: dict[str, Any] = {
    "date": "2023-05-04",
    "officials": [
        {"name": "Ada Marsh", "rank": "Colonel", "roles": ["Head, Tide Office"]},
        {"name": "Eve Holt"},
    ],
    "meetings": [
        {
            "name": "Tide Forum",
            "start_date": "2023-05-04",
            "place": "Porto",
            "speakers": ["Ada Marsh", "Eve Holt"],
        }
    ],
    "initiatives": [{"name": "Clean Harbour Programme", "acronym": "CHP", "established": "2014"}],
    "acronyms": {"CHP": "Clean Harbour Programme"},
    "statements": [
        {"says": "Tides do not wait", "speaker": "Ada Marsh", "meeting": "Tide Forum"},
        {"says": "Nor do ships"},
    ],
}
CONCERT: dict[str, Any] = {
    "officials": [{"name": "Ada Marsh", "roles": ["singer, Porto Choir"]}],
    "statements": [{"says": "We sing on", "speaker": "Ada Marsh"}],
}
NEXT_YEAR: dict[str, Any] = {"meetings": [{"name": "Tide Forum", "start_date": "2024-05-04"}]}


def curated(folder: Path, decisions: str, **articles: dict[str, Any]) -> Records:
    path = folder / "curation.yaml"
    path.write_text(decisions, encoding="utf-8")
    seeds = {f"{name}.txt": seed_of(f"{name}.txt", facts) for name, facts in articles.items()}
    drafts = [drafted(f"{name}.txt", facts) for name, facts in articles.items()]
    return curate(merge_records(drafts), drafts, read_decisions(path), seeds, path)


def person(records: Records, official_id: str) -> Official:
    return next(each for each in records.officials if each.id == official_id)


def test_an_alias_belongs_to_every_meeting_of_the_name(tmp_path: Path) -> None:
    records = curated(tmp_path, "- {alias: Tide Forum, names: [TF, NO, 2024]}", a=FORUM, b=NEXT_YEAR)
    assert [[str(alias) for alias in meeting.aliases] for meeting in records.meetings] == [
        ["TF", "NO", "2024"]
    ] * 2
    assert {alias.evidence for meeting in records.meetings for alias in meeting.aliases} == {None}


def test_merged_people_are_one_wherever_they_are_mentioned(tmp_path: Path) -> None:
    records = curated(tmp_path, "- merge: [Eve Holt, ada-marsh]", a=FORUM)
    (one,) = records.officials
    assert (one.id, [str(alias) for alias in one.aliases], str(one.rank)) == (
        "eve-holt",
        ["Ada Marsh"],
        "Colonel",
    )
    assert [speaker.value for speaker in records.meetings[0].speakers] == ["eve-holt"]
    assert {statement.speaker for statement in records.statements} == {"eve-holt", None}


def test_merged_meetings_take_their_statements_along(tmp_path: Path) -> None:
    decision = "- merge: [tide-forum-2024-05-04, tide-forum-2023-05-04]"
    records = curated(tmp_path, decision, a=FORUM, b=NEXT_YEAR)
    (meeting,) = records.meetings
    assert (meeting.id, str(meeting.start_date), str(meeting.place)) == (
        "tide-forum-2024-05-04",
        "2024-05-04",
        "Porto",
    )
    assert {statement.meeting for statement in records.statements} == {meeting.id, None}


def test_split_people_go_with_their_articles(tmp_path: Path) -> None:
    joined = {**CONCERT, "officials": [{"name": "Ada Marsh"}]}
    records = curated(tmp_path, "- {split: ada-marsh, sources: [b.txt]}", a=FORUM, b=joined)
    assert str(person(records, "ada-marsh").rank) == "Colonel"
    assert person(records, "ada-marsh-2").rank is None
    assert {(each.span.source, each.speaker) for each in records.statements if each.speaker} == {
        ("a.txt", "ada-marsh"),
        ("b.txt", "ada-marsh-2"),
    }


def test_who_is_dropped_is_named_nowhere(tmp_path: Path) -> None:
    records = curated(tmp_path, "- drop: Ada Marsh", a=FORUM)
    assert [official.id for official in records.officials] == ["eve-holt"]
    assert [speaker.value for speaker in records.meetings[0].speakers] == ["eve-holt"]
    assert [(each.speaker, each.attribution) for each in records.statements] == [(None, None)] * 2


def test_a_dropped_meeting_leaves_its_statements(tmp_path: Path) -> None:
    records = curated(tmp_path, "- drop: Tide Forum", a=FORUM)
    assert (records.meetings, [each.meeting for each in records.statements]) == ((), [None, None])


def test_fields_and_single_values_are_dropped(tmp_path: Path) -> None:
    decisions = """
        - {drop: CHP, field: established}
        - {drop: Tide Forum, field: speakers, value: eve-holt}
        - {drop: Tides do not wait, field: speaker}
        - {drop: a.txt, field: date}
    """
    records = curated(tmp_path, decisions, a=FORUM)
    assert records.initiatives[0].established is None
    assert [speaker.value for speaker in records.meetings[0].speakers] == ["ada-marsh"]
    assert {each.speaker for each in records.statements} == {None}
    assert records.sources[0].date is None


def test_what_is_set_stands_with_its_evidence(tmp_path: Path) -> None:
    decisions = """
        - {set: Tide Forum, field: end_date, value: 2023-05-06, quote: Tides do not, source: a.txt}
        - {set: Tide Forum, field: topics, value: ships, quote: ships, source: a.txt}
        - {set: Nor do ships, field: speaker, value: Eve Holt, quote: Eve, source: a.txt}
        - {set: Nor do ships, field: meeting, value: Tide Forum, quote: Forum, source: a.txt}
        - {set: Eve Holt, field: roles, value: Pilot, organisation: Porto, quote: Porto, source: a.txt}
        - {set: a.txt, field: title, value: Tides, quote: Tides, source: a.txt}
    """
    records = curated(tmp_path, decisions, a=FORUM)
    (meeting,) = records.meetings
    assert meeting.end_date
    assert meeting.end_date.evidence
    assert (str(meeting.end_date), meeting.end_date.evidence.text) == ("2023-05-06", "Tides do not")
    assert [str(topic) for topic in meeting.topics] == ["ships"]
    said = next(each for each in records.statements if each.span.text == "Nor do ships")
    assert said.attribution
    assert (said.speaker, said.attribution.text, said.meeting) == ("eve-holt", "Eve", meeting.id)
    assert [(each.title, each.organisation) for each in person(records, "eve-holt").roles] == [
        ("Pilot", "Porto")
    ]
    assert str(records.sources[0].title) == "Tides"


def test_decisions_build_on_each_other(tmp_path: Path) -> None:
    decisions = "- {alias: Eve Holt, names: [E. H.]}\n- {alias: E. H., names: [Evie]}"
    records = curated(tmp_path, decisions, a=FORUM)
    assert [str(alias) for alias in person(records, "eve-holt").aliases] == ["E. H.", "Evie"]


@pytest.mark.parametrize("nothing", ["", "# only a comment\n", "[]"])
def test_no_decision_changes_nothing(tmp_path: Path, nothing: str) -> None:
    assert curated(tmp_path, nothing, a=FORUM) == merge_records([drafted("a.txt", FORUM)])


def test_every_decision_that_does_not_apply_is_told(tmp_path: Path) -> None:
    with pytest.raises(NatoError) as caught:
        curated(
            tmp_path,
            "- drop: Ida Lund\n- {alias: Ada Marsh, names: [AM]}\n- confirm: [Eve Holt, Ida]\n",
            a=FORUM,
        )
    assert [(fault.line, fault.column) for fault in caught.value.faults] == [(1, 9), (3, 23)]
