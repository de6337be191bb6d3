"""The pages of declaring, one check each."""

from typing import Any

import pytest

from rules.problem import Checked, Problem
from rules.readings.meter import Facts, Meter, Register
from rules.readings.steps import (
    DECLARE,
    check_check,
    check_choice,
    check_lower,
    check_replaced,
    check_unusual,
    check_values,
    readable,
)
from rules.tariffs import Price

PRICE = Price("2026-01-01", 25_800)
ONE = Meter("m", "electricity", "Ignitis", registers=(
    Register("", "1z", "kWh", 5, 0, 12_345_000, "2026-10-31", last_year=56_000, price=PRICE),
))  # fmt: skip
TWO = Meter("m", "electricity", "Ignitis", registers=(
    Register("t1", "day", "kWh", 5, 0, 12_345_000, "2026-10-31", price=PRICE),
    Register("t2", "night", "kWh", 5, 0, 4_321_000, "2026-10-31", price=PRICE),
))  # fmt: skip
VALUES = {"iki": "12401", "values": {"": 12_401_000}, "choice": "declare"}
PAY = {**VALUES, "choice": "declare_and_pay"}


def present(**answers: dict[str, Any]) -> str:
    step = DECLARE.present(Facts(ONE, answers))
    return step.name if step else "done"


def iki(value: int, choice: str = "declare") -> dict[str, Any]:
    return {"iki": str(value), "values": {"": value * 1000}, "choice": choice}


def test_a_reading_and_a_choice_are_answered_on_one_page() -> None:
    assert check_values({"iki": " 12 401 ", "choice": "declare"}, Facts(ONE)) == Checked(VALUES)


def test_one_empty_register_is_named_in_its_problem() -> None:
    checked = check_values({"iki_t1": "12401", "iki_t2": ""}, Facts(TWO))
    assert checked.problems == {"iki_t2": Problem("Enter the reading", register="night")}


def test_unused_puts_nuo_into_every_empty_box_and_asks_the_choice_apart() -> None:
    checked = check_values({"iki_t1": "12401", "iki_t2": "", "unused": "1"}, Facts(TWO))
    assert checked.answer["values"] == {"t1": 12_401_000, "t2": 4_321_000}
    assert checked.answer["choice"] == ""


def test_unused_does_not_hide_what_was_typed_wrongly() -> None:
    assert "iki" in check_values({"iki": "abc", "unused": "1"}, Facts(ONE)).problems


def test_an_unknown_choice_is_a_problem() -> None:
    assert "choice" in check_values({"iki": "12401", "choice": "steal"}, Facts(ONE)).problems
    assert "choice" in check_choice({"choice": "steal"}, Facts(ONE)).problems


@pytest.mark.parametrize(
    ("answers", "step"),
    [
        ({}, "values"),
        ({"values": iki(12_401)}, "check"),
        ({"values": iki(12_401, "")}, "choice"),
        ({"values": iki(12_401, ""), "choice": {"choice": "declare"}}, "check"),
        ({"values": iki(12_300)}, "lower"),
        ({"values": iki(12_300), "lower": {"lower": "rolled_over"}}, "unusual"),
        ({"values": iki(12_300), "lower": {"lower": "replaced"}}, "replaced"),
        ({"values": iki(12_300), "lower": {"lower": "last_wrong"}}, "check"),
        ({"values": iki(19_999)}, "unusual"),
        ({"values": iki(19_999), "unusual": {"reason": ""}}, "check"),
        ({"values": iki(12_345)}, "check"),
    ],
)
def test_only_the_pages_that_are_needed_are_asked(answers: dict[str, dict[str, Any]], step: str) -> None:
    assert present(**answers) == step


def test_nothing_is_a_dead_end() -> None:
    explained = {"values": iki(12_300), "lower": {"lower": "replaced"}}
    act = check_replaced({"old_final": "12400", "new_start": "12290"}, Facts(ONE, explained))
    assert present(**explained, replaced=act.answer) == "check"


@pytest.mark.parametrize("answer", ["", "typo", "nonsense"])
def test_a_lower_value_must_be_explained(answer: str) -> None:
    assert "lower" in check_lower({"lower": answer}, Facts(ONE)).problems


def test_the_act_of_replacement_must_fit_the_readings() -> None:
    told = Facts(ONE, {"values": iki(30)})
    checked = check_replaced({"old_final": "12344", "new_start": "31"}, told)
    assert checked.problems == {
        "old_final": Problem("The last reading of the old meter is at least %(previous)s", previous="12345"),
        "new_start": Problem("The first reading of the new meter is at most %(most)s", most="30"),
    }


def test_an_empty_field_of_the_replacement_act_is_named() -> None:
    told = Facts(ONE, {"values": iki(12_300), "lower": {"lower": "replaced"}})
    problems = check_replaced({}, told).problems
    assert problems["old_final"].text == "Enter the last reading of the old meter"
    assert problems["new_start"].text == "Enter the first reading of the new meter"


def test_the_reason_of_an_unusual_value_is_optional_but_from_the_list() -> None:
    assert check_unusual({}, Facts(ONE)) == Checked({"reason": ""})
    assert "reason" in check_unusual({"reason": "whatever"}, Facts(ONE)).problems


def test_declaring_alone_asks_for_no_way_of_payment() -> None:
    assert check_check({}, Facts(ONE, {"values": VALUES})) == Checked({"method": ""})


def test_where_no_way_of_payment_is_at_hand_one_pays_later() -> None:
    told = Facts(ONE, {"values": PAY}, methods=("later",))
    assert check_check({"method": "later"}, told) == Checked({"method": ""})
    assert "method" in check_check({"method": "later"}, Facts(ONE, {"values": PAY}, methods=("seb",))).problems


@pytest.mark.parametrize("method", ["", "cowries"])
def test_paying_asks_for_a_configured_way(method: str) -> None:
    told = Facts(ONE, {"values": PAY}, methods=("seb",))
    assert check_check({"method": method}, told).problems == {"method": Problem("Choose the way of payment")}


def test_a_sum_that_changed_since_it_was_shown_is_shown_again() -> None:
    told = Facts(ONE, {"values": PAY}, methods=("seb",))
    assert check_check({"method": "seb", "total": "1445"}, told) == Checked(
        {"method": "seb", "total": 1445, "is_own": False}
    )
    assert "total" in check_check({"method": "seb", "total": "1444"}, told).problems


def test_after_a_payment_only_the_difference_is_asked() -> None:
    told = Facts(ONE, {"values": PAY}, methods=("seb",), paid=1_000)
    assert check_check({"method": "seb"}, told).answer["total"] == 445


def test_nothing_to_pay_asks_for_no_way() -> None:
    bare = Facts(ONE, {"values": {**iki(12_345), "choice": "declare_and_pay"}}, methods=("seb",))
    assert check_check({}, bare) == Checked({"method": ""})


OPEN = Meter("m", "gas", "Intergas", own_amount=True, registers=(
    Register("", "gas", "m³", 5, 0, 100_000, "2026-10-31"),
))  # fmt: skip


def test_without_a_price_the_resident_types_what_to_pay() -> None:
    told = Facts(OPEN, {"values": {**iki(120), "choice": "declare_and_pay"}}, methods=("seb",))
    assert check_check({"method": "seb", "amount": "12,50"}, told).answer == {
        "method": "seb", "total": 1250, "is_own": True,
    }  # fmt: skip
    assert set(check_check({"amount": "much"}, told).problems) == {"amount", "method"}


def test_a_half_typed_row_tells_what_can_be_read() -> None:
    assert readable({"iki_t1": "12 401", "iki_t2": "x"}, Facts(TWO)) == {"t1": 12_401_000}
