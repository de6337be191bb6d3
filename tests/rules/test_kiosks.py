"""Terminals as values: codes, beats, alarms, and when a visit is over."""

import pytest

from rules.kiosks import LETTERS, Beat, alarms, check_place, clean_code, is_over, read_beat

NOW = 1_795_413_600


def test_codes_have_no_letters_that_look_alike() -> None:
    assert not set("0O1I") & set(LETTERS)


@pytest.mark.parametrize("typed", ["7f3k9qx2", " 7F3K-9QX2 ", "7F3K 9QX2", "7f3k–9qx2"[:4] + "-9qx2"])
def test_a_code_is_read_as_people_write_it(typed: str) -> None:
    assert clean_code(typed) == "7F3K9QX2"


@pytest.mark.parametrize("typed", ["", "7F3K9QX", "7F3K9QX22", "7F3K9QX0", "7F3K9QXŽ", "7F3K9QX2; DROP"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert clean_code(typed) == ""


@pytest.mark.parametrize(
    ("beat", "age", "wrong"),
    [
        (Beat(paper="ok"), 60, ()),
        (Beat(paper="low"), 60, ()),
        (Beat(paper="out"), 60, ("paper",)),
        (Beat(paper="out"), 181, ("silent",)),
        (Beat(clock=-121), 0, ("clock",)),
        (Beat(clock=120, free=99), 0, ("full",)),
    ],
)
def test_alarms(beat: Beat, age: int, wrong: tuple[str, ...]) -> None:
    assert alarms(beat, NOW - age, NOW) == wrong


def test_a_beat_tells_what_it_can() -> None:
    told = read_beat({"paper": "out", "headphones": "1", "now": str(NOW + 5), "touched": "12", "free": "x"}, NOW)
    assert (told.paper, told.headphones, told.reader, told.clock, told.touched) == ("out", True, False, 5, 12)
    assert alarms(told, NOW, NOW) == ("paper",)


@pytest.mark.parametrize(
    ("began", "seen", "calm", "over"),
    [
        (0, 0, False, False),
        (119, 119, False, False),
        (120, 120, False, True),
        (239, 239, True, False),
        (240, 240, True, True),
        (1800, 0, True, True),
    ],
)
def test_when_a_visit_is_over(began: int, seen: int, calm: bool, over: bool) -> None:
    assert is_over(NOW - began, NOW - seen, calm, NOW) is over


def test_a_place_has_a_name_and_a_street() -> None:
    assert set(check_place({}).problems) == {"place", "street"}
    assert check_place({"place": " Biblioteka ", "street": "Žirmūnų g. 6"}).answer["place"] == "Biblioteka"
    assert set(check_place({"place": "x" * 81, "street": "y"}).problems) == {"place"}
