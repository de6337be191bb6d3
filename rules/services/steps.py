"""The steps of "Pridėti naują paslaugą", and the two small journeys of a service that is there."""

import unicodedata
from typing import Any

from rules.identifiers import meter_number, payer_code
from rules.journey import Form, Journey, Step
from rules.problem import Checked, Problem
from rules.readings.typed import thousandths
from rules.services.facts import Facts, Own

LONGEST_NAME = 60
DIGITS = ("5", "6", "4", "7", "8")
OF_CODE = {
    "unknown": Problem("This provider has no such code. Compare it with the bill"),
    "added": Problem("You have added this service already"),
    "too_many": Problem("Too many tries. Try again later"),
}
OF_NUMBER = {
    "unknown": Problem("This number does not match. Compare it with the meter"),
    "too_many": OF_CODE["too_many"],
}


def check_provider(form: Form, facts: Facts) -> Checked:
    """Which provider; a closed one is refused with the name of the one to go to."""
    if facts.provider is None or not form.get("provider"):
        return Checked(problems={"provider": Problem("Choose the provider")})
    if facts.provider.is_closed:
        return Checked(problems={"provider": _gone(facts)})
    return Checked({"provider": facts.provider.code})


def _gone(facts: Facts) -> Problem:
    if facts.successor is None:
        return Problem("This provider no longer supplies residents. Choose another one")
    return Problem("This provider no longer supplies residents. Choose: %(name)s", name=facts.successor.name)


def check_code(form: Form, facts: Facts) -> Checked:
    """The code from the bill, whose service it is, and a name of one's own for it (optional)."""
    assert facts.provider
    shape = facts.provider.shape
    code = payer_code(form.get("payer_code", ""), shape.letters)
    name, whose = clean_name(form.get("nickname", "")), form.get("whose", "")
    problems = {}
    if not form.get("payer_code", "").strip():
        problems["payer_code"] = Problem("Enter the code from the bill")
    elif not shape.fits(code):
        problems["payer_code"] = shape.problem
    elif facts.found in OF_CODE:
        problems["payer_code"] = OF_CODE[facts.found]
    if whose not in ("mine", "other"):
        problems["whose"] = Problem("Choose whose service it is")
    if len(name) > LONGEST_NAME:
        problems["nickname"] = Problem("The name is too long: at most %(most)s characters", most=LONGEST_NAME)
    return Checked({"payer_code": code, "whose": whose, "nickname": name}, problems)


def asks_meter(facts: Facts) -> bool:
    """At a provider of which nothing was imported."""
    return facts.provider is not None and facts.provider.asks_meter


def check_meter(form: Form, facts: Facts) -> Checked:
    """The meter of an open provider: its number, how many digits it shows, and what was declared last."""
    assert facts.provider
    number = meter_number(form.get("meter_number", ""))
    problems = {}
    if len(number) < 2:
        problems["meter_number"] = Problem("Enter the number of the meter: it stands on its front")
    digits = form.get("digits", "")
    if digits not in DIGITS:
        problems["digits"] = Problem("Choose how many digits the meter shows")
        digits = max(DIGITS)
    values: dict[str, int] = {}
    for code, name in (("", "first"), ("t2", "first_t2")):
        text = form.get(name, "")
        if code and not text.strip():
            continue
        value = thousandths(text, facts.provider.unit, int(digits), facts.provider.decimals)
        if isinstance(value, Problem):
            problems[name] = value if text.strip() else Problem("Enter the last reading that was declared")
        else:
            values[code] = value
    return Checked({"meter_number": number, "digits": digits, "values": values} | _typed(form), problems)


def _typed(form: Form) -> dict[str, str]:
    return {name: form.get(name, "").strip() for name in ("first", "first_t2")}


def check_all(_form: Form, _facts: Facts) -> Checked:
    """The check page: everything was checked where it was asked."""
    return Checked({"sent": True})


def check_name(form: Form, _facts: Any) -> Checked:
    """A name of one's own; empty takes it away."""
    name = clean_name(form.get("nickname", ""))
    if len(name) > LONGEST_NAME:
        return Checked(
            problems={"nickname": Problem("The name is too long: at most %(most)s characters", most=LONGEST_NAME)}
        )
    return Checked({"nickname": name})


def check_proof(form: Form, facts: Own) -> Checked:
    """The meter's number in full; whether it fits the data has told."""
    number = meter_number(form.get("meter_number", ""))
    if not number:
        return Checked(problems={"meter_number": Problem("Enter the number of the meter: it stands on its front")})
    if facts.found in OF_NUMBER:
        return Checked(problems={"meter_number": OF_NUMBER[facts.found]})
    return Checked({"meter_number": number})


def clean_name(text: str) -> str:
    """What people call a thing, in one line: no control characters, nothing that turns the writing round."""
    plain = unicodedata.normalize("NFC", " ".join(text[:400].split()))
    return "".join(sign for sign in plain if unicodedata.category(sign) not in ("Cc", "Cf"))


def masked(name: str) -> str:
    """A holder's name for somebody who proved only the meter: J***** P*****, whatever its length."""
    return " ".join(f"{word[0]}*****" for word in name.split())


ADD = Journey(
    "add-service",
    (
        Step("provider", check_provider, forgets=("code", "meter")),
        Step("code", check_code, forgets=("meter",)),
        Step("meter", check_meter, applies=asks_meter),
        Step("check", check_all),
    ),
)
NAME = Journey("name-service", (Step("name", check_name),))
PROVE = Journey("prove-service", (Step("proof", check_proof),))
