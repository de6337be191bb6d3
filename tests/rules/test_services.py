"""Adding a service: which provider, which code, whose, and which meter."""

from dataclasses import replace

import pytest

from rules.identifiers import Shape
from rules.journey import Form
from rules.services.facts import Facts, Provider
from rules.services.steps import ADD, check_code, check_meter, check_name, check_provider, clean_name, masked

POWER = Provider(
    code="power", kind="electricity", name="Elektra", region="Lietuva", code_label="Kliento kodas", unit="kWh",
    shape=Shape(letters=False, least=8, most=8), takes_readings=True,
)  # fmt: skip
CLOSED = replace(POWER, code="gone", is_closed=True, successor="power")
ASKED = {"payer_code": "1002 0304", "whose": "mine"}
METER = {"meter_number": "45-810334", "digits": "5", "first": "12 345"}


def problem(form: Form, facts: Facts, field: str) -> str:
    check = {"provider": check_provider, "payer_code": check_code, "whose": check_code}.get(field, check_meter)
    found = check(form, facts).problems.get(field)
    return found.text if found else ""


def test_a_provider_is_chosen():
    assert check_provider({"provider": "power"}, Facts(provider=POWER)).answer == {"provider": "power"}
    assert problem({}, Facts(provider=POWER), "provider") == "Choose the provider"
    assert problem({"provider": "nobody"}, Facts(), "provider") == "Choose the provider"


def test_a_closed_provider_says_where_to_go():
    found = check_provider({"provider": "gone"}, Facts(provider=CLOSED, successor=POWER)).problems["provider"]
    assert found.values == {"name": "Elektra"}


def test_a_code_is_kept_as_the_provider_writes_it():
    checked = check_code(ASKED | {"nickname": " Mamos  butas "}, Facts(provider=POWER, found="known"))
    assert checked.answer == {"payer_code": "10020304", "whose": "mine", "nickname": "Mamos butas"}
    assert not checked.problems


@pytest.mark.parametrize(
    ("typed", "found", "said"),
    [
        ("", "", "Enter the code from the bill"),
        ("1002", "", "The code has this many digits: %(count)s"),
        ("10020304", "unknown", "This provider has no such code. Compare it with the bill"),
        ("10020304", "added", "You have added this service already"),
        ("10020304", "too_many", "Too many tries. Try again later"),
    ],
)
def test_a_code_that_does_not_do_is_refused_with_its_cure(typed: str, found: str, said: str) -> None:
    assert problem(ASKED | {"payer_code": typed}, Facts(provider=POWER, found=found), "payer_code") == said


@pytest.mark.parametrize("whose", ["", "ours", "Mano"])
def test_it_is_ones_own_or_another_persons(whose: str) -> None:
    assert problem(ASKED | {"whose": whose}, Facts(provider=POWER), "whose") == "Choose whose service it is"


def test_only_an_open_provider_asks_for_the_meter():
    answers = {"provider": {}, "code": {}}
    assert ADD.present(Facts(answers, POWER)).name == "meter"
    assert ADD.present(Facts(answers, replace(POWER, is_connected=True))).name == "check"
    assert ADD.present(Facts(answers, replace(POWER, takes_readings=False))).name == "check"


def test_a_meter_is_told_by_its_number_digits_and_reading():
    answer = check_meter(METER, Facts(provider=POWER)).answer
    assert (answer["meter_number"], answer["digits"], answer["values"]) == ("45810334", "5", {"": 12345000})
    both = check_meter(METER | {"first_t2": "4321"}, Facts(provider=POWER)).answer
    assert both["values"] == {"": 12345000, "t2": 4321000}


@pytest.mark.parametrize(
    ("field", "text"),
    [("meter_number", ""), ("meter_number", "-"), ("digits", ""), ("digits", "55"), ("first", ""), ("first", "123456")],
)
def test_a_meter_that_is_told_wrongly_is_asked_again(field: str, text: str) -> None:
    assert problem(METER | {field: text}, Facts(provider=POWER), field)


def test_a_name_of_ones_own_is_one_line_without_tricks():
    assert clean_name(" Mamos\n butas\u202e ") == "Mamos butas"
    assert check_name({"nickname": "x" * 61}, None).problems
    assert check_name({"nickname": ""}, None).answer == {"nickname": ""}


def test_a_holder_is_masked():
    assert masked("Jonas Petraitis") == "J***** P*****"
    assert masked("") == ""
