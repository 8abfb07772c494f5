"""However much is known, and however long its names: every page fits, and everything can be reached."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.knowledge.base import KnowledgeBase, knowledge_of
from bot.models import Initiative, Meeting, Official, Records, Role, Seed, Statement, Value
from bot.show.home import home
from bot.show.places import FRONT, Place, Step, inside, turned
from bot.slack.home.front import Visitor
from bot.slack.home.pages import page_at
from bot.workspace.limits import view_faults
from bot.workspace.workspace import Workspace
from tests.slack.conftest import Scene, scene_over
from tests.slack.home.conftest import Home

MEETINGS, OFFICIALS, INITIATIVES, SAID = 2_000, 1_000, 400, 60
LONG = "Æ😀<!here> " * 30
"""300 characters, of which some count twice, and some would ping if they could."""

VISITOR = Visitor("T0001", "U0001")


def _seed() -> Seed:
    sentences = (f"Word {number} {'of the harbour, ' * 240}said Ana Lind." for number in range(SAID))
    return Seed("ports.txt", "Ports meet\n\n" + " ".join(sentences) + "\n")


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    """The largest knowledge: thousands of records with names of 300 characters, and endless sentences."""
    seed = _seed()
    starts = [seed.text.index(f"Word {number} ") for number in range(SAID)]
    spans = [seed.span(start, start + 400) for start in starts]
    day = date(2031, 5, 9)
    meetings = tuple(
        Meeting(
            f"{'m' * 300}-{number}",
            Value(f"{LONG}{number}", spans[0] if number == 0 else None),
            start_date=Value((day - timedelta(days=number)).isoformat(), None),
            speakers=tuple(Value(f"{'o' * 300}-{who}", spans[0]) for who in range(45 if number == 0 else 0)),
        )
        for number in range(MEETINGS)
    )
    officials = tuple(
        Official(
            f"{'o' * 300}-{number}",
            Value(f"{LONG}{number}", spans[0]),
            roles=(Role(LONG, LONG, spans[0]),),
            mentions=(spans[0],),
        )
        for number in range(OFFICIALS)
    )
    initiatives = tuple(
        Initiative(f"{'i' * 300}-{number}", Value(f"{LONG}{number}", spans[0]))
        for number in range(INITIATIVES)
    )
    statements = tuple(
        Statement(f"said-{number}", span, "direct", officials[0].id, span, meetings[0].id)
        for number, span in enumerate(spans)
    )
    records = Records((), meetings, officials, initiatives, (), statements)
    return knowledge_of(records, [seed])


@pytest.fixture
def scene(workspace: Workspace, tmp_path: Path, knowledge: KnowledgeBase) -> Iterator[Scene]:
    with scene_over("http", tmp_path / "ledger.sqlite3", workspace, knowledge) as scene:
        yield scene


@pytest.mark.parametrize(
    ("name", "number"), [("meetings", MEETINGS), ("officials", OFFICIALS), ("initiatives", INITIATIVES)]
)
def test_every_record_is_on_one_leaf_and_each_leaf_fits(scene: Scene, name: str, number: int) -> None:
    place: Place = (Step(name),)
    reached: list[Place] = []
    leaves = page_at(scene.service.desk, VISITOR, place).leaves
    for turn in range(leaves):
        page = page_at(scene.service.desk, VISITOR, turned(place, turn))
        if turn in (0, 1, leaves - 1):
            assert list(view_faults(home(page).to_dict(), "home")) == []
        reached += [entry.link.place for part in page.parts for entry in part.entries]
    assert len({place[-1].name for place in reached}) == len(reached) == number


def test_each_quote_is_on_one_leaf_and_every_leaf_fits(scene: Scene, knowledge: KnowledgeBase) -> None:
    meeting, official = knowledge.records.meetings[0], knowledge.records.officials[0]
    place = inside(inside((Step("meetings"),), meeting.id), official.id)
    shown: list[str] = []
    for turn in range(page_at(scene.service.desk, VISITOR, place).leaves):
        page = page_at(scene.service.desk, VISITOR, turned(place, turn))
        assert list(view_faults(home(page).to_dict(), "home")) == []
        shown += [quote.span.text for part in page.parts for quote in part.quotes]
    assert len(set(shown)) == len(shown) == SAID


def test_through_slack_the_first_and_the_last_leaf_and_the_speakers_are_reached(
    scene: Scene, home: Home
) -> None:
    home.open().press("Browse meetings").press("Last page, 100 of 100")
    assert [label for label in home.labels if "page," in label] == [
        "First page, 1 of 100",
        "Previous page, 99 of 100",
    ]
    home.press("First page, 1 of 100")
    (first, *_) = [label for label in home.labels if label.startswith("Show speakers")]
    home.press(first).press("Next page, 2 of 3").press("Next page, 3 of 3")
    (speaker, *_) = [label for label in home.labels if label.startswith("Show quotes")]
    home.press(speaker)
    assert home.quotes


@pytest.mark.parametrize("turn", [-1, 10**9])
def test_a_leaf_that_is_no_more_is_the_nearest_that_is(scene: Scene, turn: int) -> None:
    page = page_at(scene.service.desk, VISITOR, (Step("meetings", turn),))
    assert page.place[-1].turn == (0 if turn < 0 else page.leaves - 1)
    assert any(part.entries for part in page.parts)


@pytest.mark.parametrize("turn", [0, 99])
def test_where_somebody_came_from_is_kept_on_the_way_back(scene: Scene, turn: int) -> None:
    listed = page_at(scene.service.desk, VISITOR, (Step("meetings", turn),))
    opened = page_at(scene.service.desk, VISITOR, listed.parts[0].entries[0].link.place)
    assert listed.place in [link.place for link in opened.ways_back]
    assert FRONT in [link.place for link in opened.ways_back]


def test_the_longest_question_that_the_box_takes_is_answered_and_turned_over(
    scene: Scene, home: Home
) -> None:
    home.open()
    box = next(block["element"] for block in home.view.blocks if block["type"] == "input")
    home.ask('"\\😀' * (box["max_length"] // 4))
    assert home.texts[0].startswith('"\\')
    home.open()
    assert home.texts[0].startswith('"\\')
