"""Whatever an answer holds, Slack takes its message, shows its quotes as they are, and pings nobody."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.models import Answer, Quote, Scope, Span
from bot.show.blocks import Message, message, notice, stated_questions
from bot.show.buttons import talk_of
from bot.workspace.kit import BLOCKS
from bot.workspace.limits import UPDATED_TEXT, refusal
from bot.workspace.pings import pings
from tests.show.texts import TEXTS

SHORT = Quote(Span("a.txt", 0, 9, "Not today"), "said", "Ines Vidal", "Ports meet", "2031-05-09")
ANSWER = Answer("answered", "what-said", "Ines Vidal said:", "speaker", (SHORT,), scope=Scope(1))
PINGS = "<!here> <@U1> <!subteam^S1> <#C1> @here @channel @everyone &lt;!here&gt; *bold* :smile: <http://a.example|b>"

_QUOTES = st.builds(
    lambda text, label, speaker, title, day: Quote(
        Span("a.txt", 0, len(text), text), label, speaker, title, day
    ),
    TEXTS,
    st.sampled_from(["said", "reported", "written"]),
    st.none() | TEXTS,
    st.none() | TEXTS,
    st.sampled_from([None, "2031-05-09", "2031-05", "May"]),
)
_ANSWERS = st.builds(
    Answer,
    outcome=st.sampled_from(["answered", "clarify", "unanswered"]),
    kind=st.just("any"),
    lead=TEXTS | TEXTS.map(lambda text: text + ":"),
    why=TEXTS,
    quotes=st.lists(_QUOTES, max_size=70).map(tuple),
    notes=st.lists(TEXTS, max_size=12).map(tuple),
    suggestions=st.lists(TEXTS, max_size=30).map(tuple),
    scope=st.builds(Scope, st.integers(0, 10**6), st.none() | st.dates(), st.none() | st.dates()),
    more=st.lists(_QUOTES, max_size=3).map(tuple),
)


def _body(posted: Message) -> dict[str, object]:
    return {"text": posted.text, "blocks": list(posted.blocks)}


def _lines(posted: Message) -> list[str]:
    """The text of the context lines and sections, in order."""
    blocks = list(posted.blocks)
    sections = [block["text"]["text"] for block in blocks if block["type"] == "section"]
    return sections + [block["elements"][0]["text"] for block in blocks if block["type"] == "context"]


def _shown_quotes(posted: Message) -> list[str]:
    blocks = [block for block in posted.blocks if block["type"] == "rich_text"]
    return [block["elements"][0]["elements"][0]["text"] for block in blocks]


@given(_ANSWERS, st.lists(TEXTS, max_size=20), st.lists(TEXTS, max_size=20), st.booleans())
def test_slack_takes_every_message(answer: Answer, talk: list[str], stated: list[str], private: bool) -> None:
    posted = message(answer, talk=talk, stated=stated, private=private)
    body = _body(posted)
    assert refusal(body, UPDATED_TEXT) == ""
    assert pings(body) == []
    assert _shown_quotes(posted) == [quote.span.text for quote in answer.quotes][: len(_shown_quotes(posted))]


@pytest.mark.parametrize("size", [1, 100, 240, 500, 2999, 9000, 30_000])
@pytest.mark.parametrize("credited", [1, 5000])
def test_the_largest_messages_are_taken_too(size: int, credited: int) -> None:
    quote = Quote(Span("a.txt", 0, size, "x" * size), "said", "y" * credited)
    long = "z" * 5000
    answer = Answer(
        "answered", "any", long, long, (quote,) * 70, (long,) * 9, ("q" * 2000,) * 30, Scope(1), (quote,)
    )
    body = _body(message(answer, talk=("w" * 1996,), stated=(long,) * 20, private=True))
    assert refusal(body, UPDATED_TEXT) == ""


def test_as_many_quotes_are_shown_as_slack_has_blocks_for() -> None:
    posted = message(
        replace(ANSWER, quotes=(SHORT,) * 70, notes=("a",) * 5, suggestions=("b?",)),
        heading="h",
        talk=("c",),
        stated=("c",),
    )
    assert len(posted.blocks) == BLOCKS["message"]


def test_the_text_is_escaped() -> None:
    assert message(replace(ANSWER, lead="<b> & co", quotes=())).text == "&lt;b&gt; &amp; co"


@given(_ANSWERS)
def test_what_is_not_shown_is_counted(answer: Answer) -> None:
    posted = message(answer)
    hidden = len(answer.quotes) + len(answer.more) - len(_shown_quotes(posted))
    assert (f"{hidden} more, not shown here" in _lines(posted)) == (hidden > 0)


def test_markup_in_a_quote_stands_as_it_is() -> None:
    quote = replace(SHORT, span=Span("a.txt", 0, len(PINGS), PINGS))
    assert _shown_quotes(message(replace(ANSWER, quotes=(quote,)))) == [PINGS]


def test_markup_anywhere_pings_nobody() -> None:
    quote = Quote(Span(PINGS, 0, len(PINGS), PINGS), "said", PINGS, PINGS, PINGS)
    answer = Answer("clarify", "any", PINGS + ":", PINGS, (quote,), (PINGS,), (PINGS,))
    assert pings(_body(message(answer, talk=(PINGS,), stated=(PINGS,), private=True))) == []
    assert pings(_body(notice(PINGS))) == []


@pytest.mark.parametrize(
    ("quote", "credit"),
    [
        (SHORT, "Ines Vidal · said · Ports meet · 9 May 2031"),
        (replace(SHORT, label="reported", title=None), "Ines Vidal · reported · a.txt · 9 May 2031"),
        (replace(SHORT, speaker=None, date=None), "speaker not named · said · Ports meet"),
        (replace(SHORT, label="written", speaker=None), "the article’s words · Ports meet · 9 May 2031"),
        (replace(SHORT, date="2031-05"), "Ines Vidal · said · Ports meet · 2031-05"),
    ],
)
def test_under_a_quote_stand_speaker_manner_article_and_date(quote: Quote, credit: str) -> None:
    blocks = message(replace(ANSWER, quotes=(quote,))).blocks
    place = next(number for number, block in enumerate(blocks) if block["type"] == "rich_text")
    assert blocks[place + 1]["text"]["text"] == credit


@pytest.mark.parametrize(
    ("scope", "line"),
    [
        (Scope(0), "Searched 0 articles"),
        (Scope(1), "Searched 1 article"),
        (
            Scope(2, date(2030, 1, 2), date(2031, 5, 9)),
            "Searched 2 articles, meetings of 2 January 2030 – 9 May 2031",
        ),
        (Scope(1, date(2031, 5, 9), date(2031, 5, 9)), "Searched 1 article, meetings of 9 May 2031"),
    ],
)
def test_the_scope_of_the_search_is_told(scope: Scope, line: str) -> None:
    assert line in _lines(message(replace(ANSWER, scope=scope)))


def test_the_text_stands_alone() -> None:
    answer = replace(ANSWER, notes=("Reading “Vidl” as “Vidal”.",))
    assert message(answer).text == answer.text == "Reading “Vidl” as “Vidal”. Ines Vidal said: “Not today”"


def test_the_text_holds_quotes_that_the_answer_does_without() -> None:
    answer = replace(ANSWER, lead="Ines Vidal spoke.", more=(SHORT,))
    assert message(answer).text == "Ines Vidal spoke. “Not today” (1 more)"


def test_what_was_read_differently_stands_above_the_answer() -> None:
    posted = message(replace(ANSWER, notes=("Reading “Vidl” as “Vidal”.",)))
    assert [block["type"] for block in posted.blocks[:3]] == ["context", "section", "rich_text"]


def test_a_heading_stands_above_all() -> None:
    posted = message(ANSWER, heading="Daily digest")
    assert posted.blocks[0]["elements"][0]["text"] == "Daily digest"
    assert posted.text.startswith("Daily digest – Ines Vidal said:")


def test_buttons_with_long_names_can_be_told_apart() -> None:
    suggestions = tuple(f"Who spoke at the {'very ' * 20}long meeting of {year}?" for year in (2030, 2031))
    actions = message(replace(ANSWER, suggestions=suggestions)).blocks[-1]
    labels = [one["text"]["text"] for one in actions["elements"]]
    assert [len(label) <= 75 for label in labels] == [True, True]
    assert [label[:16] + label[-9:] for label in labels] == [
        "Who spoke at the of 2030?",
        "Who spoke at the of 2031?",
    ]


def test_asking_back_is_not_shared() -> None:
    posted = message(replace(ANSWER, outcome="clarify"), talk=("who?",), private=True)
    assert _buttons(posted) == []


def test_a_long_text_is_cut_after_a_whole_quote() -> None:
    long = replace(SHORT, span=Span("a.txt", 0, 999, "x" * 998 + "."))
    posted = message(replace(ANSWER, quotes=(long,) * 9, more=(SHORT,)))
    assert posted.text.endswith(".” (7 more)")
    assert len(_shown_quotes(posted)) > 3


def _buttons(posted: Message) -> list[tuple[str, str]]:
    """The action ids and values of the buttons."""
    actions = [block for block in posted.blocks if block["type"] == "actions"]
    return [(one["action_id"], one["value"]) for block in actions for one in block["elements"]]


def test_suggestions_ask_themselves() -> None:
    long = "who " * 100
    assert _buttons(message(replace(ANSWER, suggestions=("who?", long)))) == [
        ("ask:0", "who?"),
        ("ask:1", long),
    ]


def test_what_goes_on_from_an_answer_carries_what_was_asked() -> None:
    talk = ("who is “Vidal”?", "and\nwhere?")
    buttons = dict(_buttons(message(replace(ANSWER, more=(SHORT,)), talk=talk, private=True)))
    assert {action: talk_of(value) for action, value in buttons.items()} == {"more": talk, "share": talk}


@pytest.mark.parametrize("talk", [(), ("who? " * 200,) * 2], ids=["no talk", "too long for a button"])
def test_further_quotes_that_no_button_can_show_are_counted(talk: tuple[str, ...]) -> None:
    posted = message(replace(ANSWER, more=(SHORT,) * 3), talk=talk)
    assert _buttons(posted) == []
    assert "3 more, not shown here" in _lines(posted)


def test_stated_questions_can_be_read_back() -> None:
    posted = message(ANSWER, stated=("what was said", "more"))
    assert stated_questions(list(posted.blocks)) == ("what was said", "more")
    assert stated_questions(message(ANSWER).blocks) == ()
