"""Codes as people copy them from bills."""

import pytest

from rules.identifiers import Shape, has_check_digit, is_personal_code, meter_number, payer_code

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


@pytest.mark.parametrize("scan", ["10020304\r", "\x0210020304\x03\r\n", "\x1d1002\x1b0304", "\t1002\x9f0304\x00"])
def test_a_scan_is_the_code_without_its_control_characters(scan: str) -> None:
    assert EIGHT.fits(payer_code(scan))


@pytest.mark.parametrize("scan", ["A" * 300, "4770190045678", "]C110020304", "https://10020304", "10020304;drop"])
def test_a_scan_of_something_else_is_no_code(scan: str) -> None:
    assert not EIGHT.fits(payer_code(scan))


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


@pytest.mark.parametrize("code", ["35500000126", "45503000120"])
def test_a_day_of_birth_that_the_register_does_not_know_is_no_slip(code: str) -> None:
    assert is_personal_code(code)


@pytest.mark.parametrize("code", ["40002290012", "60013019909"])
def test_a_personal_code_of_a_day_that_never_was(code: str) -> None:
    assert has_check_digit(code) and not is_personal_code(code)


@pytest.mark.parametrize(
    "code", ["33309240164", "40002290011", "3330924006", "333092400644", "03309240064", "3330924006٤", ""]
)
def test_a_personal_code_with_a_slip(code: str) -> None:
    assert not is_personal_code(code)
