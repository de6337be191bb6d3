"""A helper's list, as people write it down."""

import pytest

from rules.helping import MOST, Pair, pairs
from rules.identifiers import Shape

DIGITS = Shape(letters=False, least=8, most=8)


@pytest.mark.parametrize(
    "line",
    ["10020304,45810334", "10020304, 45810334", "1002-0304;45810334", "10020304\t4581 0334", "  10020304 45810334  "],
)
def test_code_and_meter_are_parted_as_people_part_them(line: str) -> None:
    assert pairs(line, DIGITS) == ((Pair(1, "10020304", "45810334"),), None)


def test_empty_lines_do_not_count_and_places_are_those_of_the_box() -> None:
    found, problem = pairs("\n10020304,1\n\n10020305,E-2\n", DIGITS)
    assert problem is None
    assert [(one.line, one.code, one.meter) for one in found] == [(2, "10020304", "1"), (4, "10020305", "E2")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "at least one code"),
        ("10020304", "Line %(line)s: write the code"),
        ("10020304,", "Line %(line)s: write the code"),
        ("1002,45810334", "Line %(line)s: this is no code"),
        ("10020304,1\nonly words here", "Line %(line)s: this is no code"),
        ("\n".join(["10020304,1"] * (MOST + 1)), "At most"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, words: str) -> None:
    found, problem = pairs(text, DIGITS)
    assert found == ()
    assert problem is not None
    assert words in problem.text


def test_the_line_named_is_the_first_that_is_wrong() -> None:
    _, problem = pairs("10020304,1\n\n1,2\n3,4", DIGITS)
    assert problem is not None
    assert problem.values["line"] == 3
