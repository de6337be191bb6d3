"""Files of rows, read exactly."""

import pytest

from rules.tables import BadRow, BadTable, harmless, is_day, rows_of, scaled, table_text, unscaled

COLUMNS = ("code", "amount")


@pytest.mark.parametrize("text", ["code,amount\nA1,5\n", "code;amount\r\nA1;5\r\n", '\ufeffcode,amount\n"A1","5"'])
def test_commas_semicolons_and_a_mark_at_the_beginning_are_read(text: str) -> None:
    (row,), bad = rows_of(text.encode(), COLUMNS)
    assert (row.number, row.values, bad) == (2, {"code": "A1", "amount": "5"}, [])


def test_a_row_with_another_number_of_cells_is_named_by_its_number():
    good, bad = rows_of(b"code,amount\nA1,5\n\nA2\nA3,7\n", COLUMNS)
    assert [row.number for row in good] == [2, 5]
    assert bad == [BadRow(4, "1 columns where the header has 2")]


def test_a_control_character_is_no_text():
    good, bad = rows_of(b"code,amount\nA\x001,5\n A \t 2 ,6\n", COLUMNS)
    assert [row.values["code"] for row in good] == ["A 2"]
    assert bad == [BadRow(2, "a control character")]


def test_columns_come_in_any_order_and_strange_ones_are_ignored():
    (row,), _ = rows_of(b"Amount,colour,code\n5,red,A1\n", COLUMNS, ("note",))
    assert row.values == {"code": "A1", "amount": "5", "note": ""}


@pytest.mark.parametrize("content", [b"", b"code\nA1\n", b"code,amount\nA1,\xff\n"])
def test_a_file_that_is_none_is_refused_as_a_whole(content: bytes) -> None:
    with pytest.raises(BadTable):
        rows_of(content, COLUMNS)


@pytest.mark.parametrize(
    ("text", "places", "value"),
    [("12", 3, 12000), ("12,5", 3, 12500), ("12.500000", 3, 12500), ("1 234,56", 2, 123456), ("0.25800", 5, 25800)],
)
def test_numbers_are_exact(text: str, places: int, value: int) -> None:
    assert scaled(text, places) == value


@pytest.mark.parametrize("text", ["", "-1", "1e3", "NaN", "1.2345", "٣", "1,234.5", "9" * 31, "12 %"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert scaled(text, 3) is None


def test_a_credit_has_a_minus():
    assert scaled("-5,00", 2, signed=True) == -500


@pytest.mark.parametrize(
    ("value", "least", "text"), [(12500, 0, "12.5"), (12000, 0, "12"), (12000, 1, "12.0"), (-5, 0, "-0.005")]
)
def test_numbers_go_out_with_a_point(value: int, least: int, text: str) -> None:
    assert unscaled(value, 3, least) == text


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_formula_becomes_harmless(sign):
    assert harmless(f"{sign}cmd()") == f"'{sign}cmd()"
    assert table_text(["a"], [["@x"], ["ok"]]) == "a\n'@x\nok\n"


@pytest.mark.parametrize("text", ["2026-02-29", "20261123", "2026-11-23T00:00", "0001-01-01", "rytoj"])
def test_a_day_is_an_iso_date_of_our_time(text: str) -> None:
    assert not is_day(text)
    assert is_day("2026-11-23")
