"""Whoever should be looked at for a name that nearly is another's is found without comparing all with all."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from bot.knowledge.review import notices_on
from bot.models import Official, Records, Value

_NAMES = st.text("abo nr", max_size=24).map(lambda text: " ".join(text.split()))


@st.composite
def _people(draw: st.DrawFn) -> list[str]:
    """Names, and the same ones with some letters more or less."""
    names = draw(st.lists(_NAMES, min_size=1, max_size=4))
    for name in list(names):
        at = draw(st.integers(0, len(name)))
        left_out = draw(st.integers(0, 3))
        names.append(" ".join(f"{name[:at]}{draw(_NAMES)[:3]}{name[at + left_out :]}".split()))
    return names


@given(_people())
def test_all_pairs_of_names_that_are_nearly_the_same_are_noticed_in_order(names: list[str]) -> None:
    people = tuple(Official(f"{at:02d}", Value(name, None)) for at, name in enumerate(names))
    noticed = [one.about for one in notices_on(Records(officials=people), [], [])]
    nearly = [
        (one.id, other.id)
        for one, other in combinations(people, 2)
        if fuzz.ratio(one.name.value, other.name.value) >= 88
    ]
    assert noticed == nearly
