"""Every element that people can act on is listened to, and every view fits the largest knowledge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.knowledge.base import KnowledgeBase, knowledge_of
from bot.ledger.channels import Answering, Replies
from bot.models import Acronym, Answer, Initiative, Meeting, Official, Quote, Records, Scope, Span, Value
from bot.question.index import index_of
from bot.question.subjects import suggested
from bot.reply.subjects import described, question_about
from bot.show.asking import MOST_OPTIONS, answer_view, ask_form, options
from bot.show.blocks import message, notice
from bot.show.buttons import UNMUTE, switch
from bot.show.channel_form import DATE_FORMS, ChannelForm, channel_form
from bot.show.checking import checked
from bot.show.feedback import Rated, reasons_modal
from bot.show.home import Link, Page, Part, home
from bot.show.places import FRONT
from bot.slack.answers import LONGEST_QUESTION
from bot.workspace.choices import elements
from bot.workspace.limits import faults, options_faults, view_faults
from tests.slack.listeners import Listeners

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
REFUSED = Answer("unanswered", "what-said", LONG, "rule", suggestions=(LONG,) * 5)
TALK = tuple(f"{number} {LONG}?" for number in range(3))


@pytest.fixture(scope="module")
def listeners() -> Listeners:
    return Listeners()


def _form(answering: Answering, replies: Replies, dates: str) -> ChannelForm:
    return ChannelForm(answering, replies, dates, digest=True, at="09:00", zone="Europe/Brussels")


def _views() -> Iterator[dict[str, Any]]:
    yield ask_form(LONGEST_QUESTION).to_dict()
    yield answer_view(message(LARGE, talk=TALK, stated=TALK), LARGE, TALK, close="Back").to_dict()
    yield checked([(LONG * 10, LARGE)] * 10, unchecked=5000).to_dict()
    yield reasons_modal(Rated("C0001", "1.1", TALK[:1], "https://hooks.slack.example/1")).to_dict()
    for dates in DATE_FORMS:
        yield channel_form(_form("all", "usual", dates), metadata="{}", direct=False).to_dict()
    yield channel_form(_form("off", "public", "iso"), metadata="{}", direct=True).to_dict()


def _messages() -> Iterator[list[dict[str, Any]]]:
    shown = (
        message(LARGE, talk=("why?",), private=True, mutable=True),
        message(REFUSED, talk=("why?",), experts=True),
        notice(LONG, switch(UNMUTE)),
    )
    yield from (list(one.blocks) for one in shown)


@pytest.mark.parametrize(
    "view", [*_views()], ids=lambda view: view.get("callback_id") or view["title"]["text"]
)
def test_the_largest_views_are_taken_and_heard(view: dict[str, Any], listeners: Listeners) -> None:
    assert list(view_faults(view, "modal")) == []
    assert list(listeners.unheard_in(view)) == []


@pytest.mark.parametrize("blocks", [*_messages()], ids=["answer", "refusal", "notice"])
def test_every_element_of_a_message_is_heard(blocks: list[dict[str, Any]], listeners: Listeners) -> None:
    assert list(faults(blocks)) == []
    assert list(listeners.unheard(blocks)) == []


def test_nothing_is_listened_to_that_nobody_can_do(listeners: Listeners) -> None:
    page = home(Page(FRONT, (Part(LONG, choose_channel=LONG),), (Link(LONG, FRONT),))).to_dict()
    surfaces = [*_messages(), *(view["blocks"] for view in (*_views(), page))]
    there = {one["action_id"] for blocks in surfaces for _, one in elements(blocks)}
    assert [one.pattern for one in listeners.actions if not any(map(one.search, there))] == []
    assert listeners.menus <= there
    assert listeners.views <= {view.get("callback_id") for view in _views()}


@pytest.fixture(scope="module")
def large_knowledge() -> KnowledgeBase:
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
def test_suggestions_fit_slack_whatever_the_knowledge_holds(
    typed: str, large_knowledge: KnowledgeBase
) -> None:
    index = index_of(large_knowledge)
    found = suggested(typed, index, MOST_OPTIONS)
    offered = options((one.name, described(one, index), one.key) for one in found)
    assert 1 <= len(offered) <= 100
    assert len({option.value for option in offered}) == len(offered)
    assert list(options_faults({"options": [option.to_dict() for option in offered]})) == []
    assert all(question_about(one, index) for one in found)
