"""Whatever a quote stands among, Slack takes it as a message and as a modal, and it pings nobody."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.models import Excerpt, Quote, Seed
from bot.show.excerpt import excerpt_message, excerpt_modal
from bot.workspace.limits import UPDATED_TEXT, refusal, view_faults
from bot.workspace.pings import pings
from tests.show.texts import TEXTS

_LONGEST_SENTENCE = 4000


@st.composite
def _excerpts(draw: st.DrawFn) -> Excerpt:
    before, start, quote, end, after = (draw(TEXTS)[:_LONGEST_SENTENCE] for _ in range(5))
    seed = Seed(draw(st.sampled_from(["a.txt", "ä" * 80 + ".txt"])), before + start + quote + end + after)
    first = len(before)
    second = first + len(start)
    third = second + len(quote)
    last = third + len(end)
    return Excerpt(
        Quote(seed.span(second, third), "said", draw(st.none() | TEXTS), draw(st.none() | TEXTS), "2031"),
        seed.span(draw(st.sampled_from([first, second])), draw(st.sampled_from([third, last]))),
        draw(st.sampled_from([None, seed.span(0, first)])),
        draw(st.sampled_from([None, seed.span(last, len(seed.text))])),
        draw(st.booleans()),
    )


@given(_excerpts())
def test_every_excerpt_is_taken_and_shows_the_whole_quote_in_bold(excerpt: Excerpt) -> None:
    shown = excerpt_message(excerpt)
    blocks = list(shown.blocks)
    assert refusal({"text": shown.text, "blocks": blocks}, UPDATED_TEXT) == ""
    assert list(view_faults(excerpt_modal(excerpt).to_dict(), "modal")) == []
    assert pings({"text": shown.text, "blocks": blocks}) == []
    parts = [
        part for block in blocks if block["type"] == "rich_text" for part in block["elements"][0]["elements"]
    ]
    assert "".join(part["text"] for part in parts if "style" in part) == excerpt.quote.span.text
