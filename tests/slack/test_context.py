"""The button beside a quote shows what stands around it, word for word, to whoever clicks alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.slack.app import Service
from bot.workspace.conversations import Post
from bot.workspace.troubles import RESPONSE_URL, refused
from bot.workspace.workspace import CHANNEL, USER, Workspace
from tests.slack.conftest import Scene, over_both_doors
from tests.waiting import said_after

QUESTION = "what did Colonel Marsh say about patience?"
REGATTA = "what did Ole Nygård say?"
OTHER = "U0002"


def _answered(scene: Scene, question: str = QUESTION) -> Post:
    scene.workspace.mention(question)
    return said_after(scene.workspace, 0)


def _context(scene: Scene, post: Post, button: str = "context:0", user: str = USER) -> Post:
    """What is shown for a click on a context button."""
    before = len(scene.workspace.said())
    assert scene.workspace.click(post, button, user=user).status == 200
    return said_after(scene.workspace, before)


def _paragraphs(post: Post) -> list[str]:
    quotes = [block["elements"][0]["elements"] for block in post.blocks if block["type"] == "rich_text"]
    return ["".join(part["text"] for part in parts) for parts in quotes]


def _bold(post: Post) -> str:
    parts = [part for block in post.blocks for quote in block.get("elements", ()) for part in _parts(quote)]
    return "".join(part["text"] for part in parts if part.get("style") == {"bold": True})


def _parts(quote: dict[str, Any]) -> list[dict[str, Any]]:
    return list(quote.get("elements", ()))


def _small_print(post: Post) -> list[str]:
    return [block["elements"][0]["text"] for block in post.blocks if block["type"] == "context"]


@over_both_doors
def test_a_quote_is_shown_in_its_paragraph_between_its_neighbours(harbour: Scene) -> None:
    answer = _answered(harbour)
    shown = _context(harbour, answer)
    assert _paragraphs(shown) == [
        "On 9 May 2024, harbour pilots met in Faro for the Harbour Safety Forum (HSF), hosted by the "
        "Tide Office.",
        "“A pilot’s patience is the cheapest brake”, said Colonel Ada Marsh, Director of the Tide Office.",
    ]
    assert _bold(shown) == _paragraphs(shown)[1]
    assert "harbour pilots met in Faro" in shown.text
    assert (shown.seen_by, shown.body["thread_ts"]) == (USER, answer.thread_ts)


def test_headline_date_file_and_place_of_the_quote_are_told(harbour: Scene, data: Path) -> None:
    answer = _answered(harbour)
    shown = _context(harbour, answer)
    credit, place = _small_print(shown)
    assert credit == "Ada Marsh · said · Harbour pilots meet in Faro · 9 May 2024"
    file, _, characters = place.partition(", characters ")
    start, _, end = characters.partition("–")
    assert (data / "seeds" / file).read_bytes().decode()[int(start) : int(end)] == _bold(shown)


def test_only_the_quote_is_bold_in_a_paragraph_of_many_sentences(harbour: Scene) -> None:
    answer = _answered(harbour, REGATTA)
    shown = _context(harbour, answer, "context:1")
    assert _bold(shown) == "“The second buoy is theirs”, Commander Nygård said."
    before, own, after = _paragraphs(shown)
    assert before.startswith("On 3 June 2025")
    assert own.startswith("“The first buoy is ours”")
    assert own.endswith("“The third buoy is lost”, Commander Nygård added.")
    assert after.startswith("“The fourth buoy is red”")


def test_each_button_tells_a_screen_reader_which_quote_it_is_for(harbour: Scene) -> None:
    answer = _answered(harbour, REGATTA)
    buttons = [block["accessory"] for block in answer.blocks if "accessory" in block]
    labels = [button["accessibility_label"] for button in buttons]
    assert len(set(labels)) == len(labels) == 5
    assert labels[1].startswith("Show context of quote 2: Ole Nygård · said")


def test_in_private_the_context_is_private_too(harbour: Scene) -> None:
    harbour.workspace.command(QUESTION)
    shown = _context(harbour, said_after(harbour.workspace, 0))
    assert (shown.channel, shown.seen_by) == (CHANNEL, USER)
    assert "actions" not in {block["type"] for block in shown.blocks}


def test_everybody_may_ask_for_the_context_and_each_sees_it_alone(harbour: Scene) -> None:
    answer = _answered(harbour)
    shown = [_context(harbour, answer, user=user) for user in (USER, OTHER)]
    assert [post.seen_by for post in shown] == [USER, OTHER]
    assert shown[0].blocks == shown[1].blocks


def test_an_old_address_does_not_keep_the_context_back(harbour: Scene) -> None:
    answer = _answered(harbour)
    harbour.workspace.disturb(RESPONSE_URL, refused("expired_url"))
    shown = _context(harbour, answer)
    assert (shown.seen_by, shown.thread_ts) == (USER, answer.thread_ts)


def _answer_before_a_change(
    workspace: Workspace, service: Service, data: Path, was: str, becomes: str
) -> Post:
    """An answer, since which its seed was changed and read anew."""
    workspace.mention(QUESTION)
    answer = said_after(workspace, 0)
    path = data / "seeds" / "pilots.txt"
    path.write_text(path.read_text(encoding="utf-8").replace(was, becomes), encoding="utf-8")
    service.desk.library.renew()
    return answer


def _shown(workspace: Workspace, answer: Post) -> Post:
    workspace.click(answer, "context:0")
    return said_after(workspace, 1)


@pytest.mark.parametrize(
    ("was", "becomes"), [("cheapest", "dearest!"), ("On 9 May", "On 19 May"), ("met in Faro", "met")]
)
def test_words_that_are_no_longer_there_have_no_context(
    workspace: Workspace, service: Service, data: Path, was: str, becomes: str
) -> None:
    shown = _shown(workspace, _answer_before_a_change(workspace, service, data, was, becomes))
    assert "no longer has these words" in shown.text
    assert _paragraphs(shown) == []
    assert shown.seen_by == USER


def test_the_words_around_a_quote_are_those_of_now(
    workspace: Workspace, service: Service, data: Path
) -> None:
    answer = _answer_before_a_change(workspace, service, data, "On 9 May 2024", "On 8 May 2024")
    assert _paragraphs(_shown(workspace, answer))[0].startswith("On 8 May 2024")


def test_of_a_withdrawn_article_no_context_is_shown(
    workspace: Workspace, service: Service, data: Path
) -> None:
    workspace.mention(QUESTION)
    answer = said_after(workspace, 0)
    (data / "seeds" / "pilots.txt").unlink()
    service.desk.library.renew()
    assert "no longer has these words" in _shown(workspace, answer).text


def test_of_a_paragraph_without_end_the_nearest_sentences_are_shown(
    workspace: Workspace, service: Service, data: Path
) -> None:
    last = "Director of the Tide Office."
    fleet = [f"Ships of fleet {number} came in late." for number in range(400)]
    answer = _answer_before_a_change(workspace, service, data, last, " ".join((last, *fleet)))
    shown = _shown(workspace, answer)
    paragraph = _paragraphs(shown)[-1]
    assert paragraph.startswith("“A pilot’s patience")
    assert paragraph.endswith("came in late.")
    assert len(paragraph) < 1200
    assert "only the sentences nearest to the quote" in _small_print(shown)[-1]
