"""Numbers weighed set by set are those that weigh the most when each is weighed by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.store import Numbers
from bot.question.weighing import Part, heaviest_first, weighed

_SETS = st.frozensets(st.integers(0, 40), max_size=30).map(Numbers)
_PARTS = st.lists(st.builds(Part, _SETS, st.sampled_from((0.25, 0.5, 1.0, 3.0))), max_size=6)


def _weight(number: int, parts: list[Part]) -> float:
    return sum(part.weight for part in parts if number in part.numbers)


@given(_SETS, _PARTS, st.integers(1, 12))
def test_the_heaviest_are_found_in_order_however_many_are_let_go(
    numbers: Numbers, parts: list[Part], most: int
) -> None:
    found = [
        (weight, number)
        for weight, group in heaviest_first(weighed(numbers, parts, most))
        for number in group
    ]
    each = sorted(((_weight(number, parts), number) for number in numbers), key=lambda one: (-one[0], one[1]))
    assert found[:most] == each[:most]


@given(_SETS, _PARTS, st.sampled_from((0.5, 0.9)))
def test_none_that_weighs_nearly_as_much_as_the_heaviest_is_let_go(
    numbers: Numbers, parts: list[Part], close: float
) -> None:
    found = weighed(numbers, parts, most=1, close=close)
    best = max((_weight(number, parts) for number in numbers), default=0.0)
    near = {number for number in numbers if _weight(number, parts) >= close * best}
    assert near == {number for weight, group in found.items() if weight >= close * best for number in group}
