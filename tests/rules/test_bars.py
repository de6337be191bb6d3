"""The chart of a meter: well-formed, in proportion, and safe whatever it is told."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.readings.bars import BOTTOM, TOP, Month, drawn, height

SVG = "{http://www.w3.org/2000/svg}"


def bars(months: list[Month], zones: int = 1) -> list[tuple[int, int]]:
    """Top and height of what is drawn above the legend."""
    root = ElementTree.fromstring(drawn(months, ["x"] * zones, "y"))
    found = [(int(one.attrib["y"]), int(one.attrib["height"])) for one in root.iter(f"{SVG}rect")]
    return [one for one in found if one[0] <= BOTTOM]


def test_the_highest_month_fills_the_chart_and_half_of_it_half() -> None:
    assert bars([Month("10", "100", (100_000,), None), Month("11", "50", (50_000,), None)]) == [
        (TOP, BOTTOM - TOP),
        (BOTTOM - (BOTTOM - TOP) // 2, (BOTTOM - TOP) // 2),
    ]


def test_the_year_before_is_measured_by_the_same_scale() -> None:
    outline, bar = bars([Month("11", "50", (50_000,), 100_000)])
    assert outline[1] == 2 * bar[1]


def test_registers_stand_one_on_the_other() -> None:
    day, night = bars([Month("11", "80", (60_000, 20_000), None)], zones=2)
    assert night[0] + night[1] == day[0]
    assert day[1] == 3 * night[1]


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=12))
def test_bars_are_in_proportion_to_a_point(uses: list[tuple[int, int]]) -> None:
    most = max(map(sum, uses))
    for (day, night), (_top, tall) in zip(uses, bars([Month("1", "", (sum(use),), None) for use in uses]), strict=True):
        assert 0 <= tall <= BOTTOM - TOP
        assert abs(tall * most - (day + night) * (BOTTOM - TOP)) <= most


@pytest.mark.parametrize("text", ["<script>", '"&', "m³ ą"])
def test_words_stay_words(text: str) -> None:
    root = ElementTree.fromstring(drawn([Month(text, text, (1,), 1)], [text], text))
    assert [one.text for one in root.iter(f"{SVG}text")] == [text] * 4


def test_nothing_known_is_an_empty_chart() -> None:
    assert bars([Month("11", "", (), None)]) == []
    assert height(5, 0) == 0


def test_nothing_in_it_needs_a_style_or_a_script() -> None:
    text = drawn([Month("11", "1", (1, 2), 3)], ["a", "b"], "c")
    assert not any(word in text for word in ("style", "script", "class=", "href", " on"))
