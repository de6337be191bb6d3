"""Codes as people copy them from bills."""

import pytest

from rules.identifiers import Shape, is_personal_code, meter_number, payer_code

EIGHT = Shape(letters=False, least=8, most=8)
ADDRESS = Shape(letters=True, least=5, most=60)


@pytest.mark.parametrize(
    "typed", ["10020304", "1002 0304", " 10020304 ", "1002-0304", "1002\u00a00304", "10.02.03.04", "1002–0304"]
)
def test_a_code_is_the_same_with_spaces_dots_and_dashes(typed: str) -> None:
    assert payer_code(typed) == "10020304"
    assert EIGHT.fits(payer_code(typed))


@pytest.mark.parametrize(
    "typed", ["", "1002030", "100203044", "1002030٤", "１００２０３０４", "10020304O", "1002²304", "+1002030"]
)
def test_another_shape_is_refused(typed: str) -> None:
    assert not EIGHT.fits(payer_code(typed))


def test_a_code_that_is_far_too_long_is_no_code():
    assert payer_code("1" * 5000) == ""


def test_a_flat_keeps_the_dash_between_its_numbers():
    assert payer_code("Žemaičių g. 5-12", letters=True) == "ZEMAICIUG5-12"
    assert payer_code("žemaičių G. 5 – 12", letters=True) == "ZEMAICIUG5-12"
    assert payer_code("AB-12", letters=True) == "AB12"
    assert ADDRESS.fits("ZEMAICIUG5-12")


def test_the_problem_names_the_shape():
    assert EIGHT.problem.values == {"count": 8}
    assert Shape(letters=False, least=4, most=12).problem.values == {"least": 4, "most": 12}
    assert "letters" in ADDRESS.problem.text


def test_a_meter_number_is_compared_without_what_stands_between():
    assert meter_number("s-553 201") == meter_number("S553201") == "S553201"
    assert meter_number("x" * 500) == ""


@pytest.mark.parametrize("code", ["33309240064", "60002290014", "50102030017", "48506151233", "91234567895"])
def test_a_personal_code_with_its_check_digit(code: str) -> None:
    assert is_personal_code(code)


@pytest.mark.parametrize("code", ["33309240164", "3330924006", "333092400644", "03309240064", "3330924006٤", ""])
def test_a_personal_code_with_a_slip(code: str) -> None:
    assert not is_personal_code(code)
