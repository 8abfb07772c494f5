"""Every element that people can act on is listened to, and every view fits the largest knowledge."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

import pytest
from slack_bolt import App

from bot.knowledge.base import KnowledgeBase, knowledge_of
from bot.ledger.channels import Answering, Replies
from bot.models import Acronym, Answer, Initiative, Meeting, Official, Quote, Records, Scope, Span, Value
from bot.question.index import index_of
from bot.question.subjects import suggested
from bot.reply.subjects import described, question_about
from bot.show.asking import MOST_OPTIONS, answer_view, ask_form, options
from bot.show.blocks import message
from bot.show.channel_form import DATE_FORMS, ChannelForm, channel_form
from bot.show.checking import checked
from bot.slack.answers import LONGEST_QUESTION
from bot.slack.app import SURFACES
from bot.slack.desk import Desk
from bot.workspace.choices import elements
from bot.workspace.limits import options_faults, view_faults

LONG = "Überaus " * 40
QUOTE = Quote(Span("a.txt", 0, 2000, "w" * 2000), "said", LONG, LONG, "2031-05-09")
LARGE = Answer(
    "answered",
    "what-said",
    LONG * 20,
    "rule",
    (QUOTE,) * 30,
    notes=(LONG,) * 20,
    suggestions=tuple(f"{number} {LONG}?" for number in range(10)),
    scope=Scope(1000),
    more=(QUOTE,) * 1000,
)
TALK = tuple(f"{number} {LONG}?" for number in range(3))


class Listeners:
    """Takes the place of the app, and notes which action ids the surfaces listen to."""

    def __init__(self) -> None:
        self.actions: list[str | re.Pattern[str]] = []
        self.menus: set[str] = set()
        self.views: set[str] = set()
        for surface in SURFACES:
            surface.listen(cast(App, self), cast(Desk, None))

    def hear(self, element: Mapping[str, Any]) -> bool:
        return any(re.fullmatch(one, element["action_id"]) for one in self.actions) or any(
            isinstance(one, re.Pattern) and one.search(element["action_id"]) for one in self.actions
        )

    def action(self, action_id: str | re.Pattern[str]) -> Callable[[object], None]:
        self.actions.append(action_id)
        return _ignore

    def options(self, action_id: str) -> Callable[[object], None]:
        self.menus.add(action_id)
        return _ignore

    def view(self, callback_id: str) -> Callable[[object], None]:
        self.views.add(callback_id)
        return _ignore

    def event(self, _: str, **__: object) -> Callable[[object], None]:
        return _ignore

    command = shortcut = event


def _ignore(_: object) -> None:
    pass


@pytest.fixture(scope="module")
def listeners() -> Listeners:
    return Listeners()


def _form(answering: Answering, replies: Replies, dates: str) -> ChannelForm:
    return ChannelForm(answering, replies, dates, digest=True, at="09:00", zone="Europe/Brussels")


def _views() -> Iterator[dict[str, Any]]:
    yield ask_form(LONGEST_QUESTION).to_dict()
    yield answer_view(message(LARGE, talk=TALK, stated=TALK), LARGE, TALK, close="Back").to_dict()
    yield checked([(LONG * 10, LARGE)] * 10, unchecked=5000).to_dict()
    for dates in DATE_FORMS:
        yield channel_form(_form("all", "usual", dates), metadata="{}", direct=False).to_dict()
    yield channel_form(_form("off", "public", "iso"), metadata="{}", direct=True).to_dict()


@pytest.mark.parametrize(
    "view", [*_views()], ids=lambda view: view.get("callback_id") or view["title"]["text"]
)
def test_the_largest_views_are_taken_and_heard(view: dict[str, Any], listeners: Listeners) -> None:
    assert list(view_faults(view, "modal")) == []
    assert view.get("submit") is None or view["callback_id"] in listeners.views
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    for block_id, element in elements(view["blocks"]):
        assert block_id in inputs or listeners.hear(element), element["action_id"]
        assert element["type"] != "external_select" or element["action_id"] in listeners.menus


def test_every_element_of_an_answer_is_heard(listeners: Listeners) -> None:
    shown = message(LARGE, talk=("why?",), private=True, mutable=True)
    found = [element for _, element in elements([block.to_dict() for block in shown.blocks])]
    assert {element["action_id"].split(":")[0] for element in found} >= {"ask", "more", "share", "mute"}
    assert [element["action_id"] for element in found if not listeners.hear(element)] == []


def _large_knowledge() -> KnowledgeBase:
    def value(words: str) -> Value:
        return Value(words, None)

    names = [f"{number} {LONG}" for number in range(1000)]
    day = value("2031-05-09")
    return knowledge_of(
        Records(
            meetings=tuple(
                Meeting(f"m{at}", value(f"Forum {name}"), start_date=day, topics=(value(f"topic {name}"),))
                for at, name in enumerate(names)
            ),
            officials=tuple(Official(f"o{at}", value(f"Person {name}")) for at, name in enumerate(names)),
            initiatives=tuple(Initiative(f"i{at}", value(f"Scheme {name}")) for at, name in enumerate(names)),
            acronyms=(Acronym(value("FOO"), value("Forum of Others")),),
        ),
        [],
    )


@pytest.mark.parametrize("typed", ["", "person", "scheme 99", "frum", "999", "topic", "uberaus"])
def test_suggestions_fit_slack_whatever_the_knowledge_holds(typed: str) -> None:
    index = index_of(_large_knowledge())
    found = suggested(typed, index, MOST_OPTIONS)
    offered = options((one.name, described(one, index), one.key) for one in found)
    assert 1 <= len(offered) <= 100
    assert len({option.value for option in offered}) == len(offered)
    assert list(options_faults({"options": [option.to_dict() for option in offered]})) == []
    assert all(question_about(one, index) for one in found)
