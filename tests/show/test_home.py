"""Whatever a page of the Home holds, Slack takes its view, and it pings nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.models import Quote, Span
from bot.show.home import Entry, Link, Page, Part, home
from bot.show.places import Place, Step, place_of, place_value
from bot.workspace.limits import view_faults
from bot.workspace.pings import pings

HERE: Place = (Step("meetings"),)
LONGEST_SENTENCE = 4000
PIECES = ("a ", "&", "😀", "@here ", "<!here>", "<@U1> *bold* :smile:", '"', "\\", "é")


def _quote(words: str) -> Quote:
    return Quote(Span("a.txt", 0, len(words), words), "said", words, words)


def _full(text: str) -> Part:
    """A part with everything that one can have, and too much of it."""
    link = Link(text, HERE, text)
    return Part(
        heading=text,
        paragraphs=(text,) * 4,
        entries=(Entry(text, link),) * 20,
        quotes=(_quote(text[:LONGEST_SENTENCE]),) * 5,
        small_print=(text,) * 3,
        links=(link,) * 40,
        choose_channel=text,
    )


@pytest.mark.parametrize("times", [1, 300, 5000])
@pytest.mark.parametrize("piece", PIECES)
def test_every_page_is_a_view_that_slack_takes(piece: str, times: int) -> None:
    text = piece * times
    view = home(Page(HERE, (_full(text),) * 4, (Link(text, HERE),) * 40, leaves=10**6)).to_dict()
    assert list(view_faults(view, "home")) == []
    assert pings(view) == []


def test_a_place_beyond_what_a_button_holds_has_none() -> None:
    far = (Step("x" * 2000),)
    view = home(Page(far, (Part(entries=(Entry("far", Link("Go", far)),), links=(Link("Go", far),)),)))
    assert list(view_faults(view.to_dict(), "home")) == []
    assert "button" not in str(view.to_dict()["blocks"][1:])


@given(st.lists(st.builds(Step, st.text(), st.integers()), max_size=3).map(tuple))
def test_a_place_survives_the_button_that_carries_it(place: Place) -> None:
    assert place_of(place_value(place)) == place
