"""The checks of the journey "declare": one pure function a page (form, facts) -> Checked, and the journey itself."""

from typing import Any

from rules.journey import Form, Journey, Step
from rules.money import parse_amount
from rules.problem import Checked, Problem
from rules.readings.meter import Facts, Register
from rules.readings.typed import plain, thousandths
from rules.readings.use import is_questioned, is_unusual, reckon, uses

CHOICES = ("declare", "declare_and_pay")
LOWER = ("typo", "rolled_over", "replaced", "last_wrong")
LATER = "later"  # no way of payment: where none is at hand, at terminals
REASONS = ("", "long_ago", "more_people", "new_devices", "heating", "other")


def check_values(form: Form, facts: Facts) -> Checked:
    """The Iki row. `unused` puts Nuo into every empty box and leaves the choice to a page of its own."""
    unused, choice = bool(form.get("unused")), form.get("choice", "")
    typed: dict[str, str] = {}
    values: dict[str, int] = {}
    problems: dict[str, Problem] = {}
    for register in facts.meter.registers:
        text = form.get(register.field, "")
        found = register.previous if unused and not text.strip() else _read(register, text)
        if isinstance(found, Problem):
            problems[register.field] = _named(register, found)
        else:
            values[register.code] = found
            typed[register.field] = plain(found, register.decimals)
    if choice and choice not in CHOICES:
        problems["choice"] = Problem("Choose what to do next")
    return Checked({**typed, "values": values, "choice": "" if unused else choice}, problems)


def _read(register: Register, text: str) -> int | Problem:
    return thousandths(text, register.unit, register.digits, register.decimals)


def _named(register: Register, problem: Problem) -> Problem:
    """With several registers the problem says which: `register` is itself a text to translate."""
    return Problem(problem.text, register=register.zone, **problem.values) if register.code else problem


def check_lower(form: Form, _facts: Facts) -> Checked:
    """What a value lower than Nuo means. `typo` never comes here: it leads back to the Iki row."""
    answer = form.get("lower", "")
    if answer not in LOWER[1:]:
        return Checked(problems={"lower": Problem("Choose why the reading is lower")})
    return Checked({"lower": answer})


def check_replaced(form: Form, facts: Facts) -> Checked:
    """The two readings of the replacement act, for every register of the meter."""
    old: dict[str, int] = {}
    new: dict[str, int] = {}
    answer: dict[str, Any] = {"old": old, "new": new}
    problems: dict[str, Problem] = {}
    for register in facts.meter.registers:
        end = f"_{register.code}" if register.code else ""
        for into, name in ((old, f"old_final{end}"), (new, f"new_start{end}")):
            typed = form.get(name, "")
            found = _read(register, typed) if typed.strip() else _missing(into is old)
            found = found if isinstance(found, Problem) else _act_value(register, found, into is old, facts)
            if isinstance(found, Problem):
                problems[name] = _named(register, found)
            else:
                into[register.code] = found
                answer[name] = plain(found, register.decimals)
    return Checked(answer, problems)


def _missing(is_old: bool) -> Problem:
    if is_old:
        return Problem("Enter the last reading of the old meter")
    return Problem("Enter the first reading of the new meter")


def _act_value(register: Register, value: int, is_old: bool, facts: Facts) -> int | Problem:
    if is_old and value < register.previous:
        previous = plain(register.previous, register.decimals)
        return Problem("The last reading of the old meter is at least %(previous)s", previous=previous)
    if not is_old and value > facts.values[register.code]:
        most = plain(facts.values[register.code], register.decimals)
        return Problem("The first reading of the new meter is at most %(most)s", most=most)
    return value


def check_unusual(form: Form, _facts: Facts) -> Checked:
    """Confirms an unusual value; a reason may be given."""
    reason = form.get("reason", "")
    if reason not in REASONS:
        return Checked(problems={"reason": Problem("Choose a reason from the list")})
    return Checked({"reason": reason})


def check_choice(form: Form, _facts: Facts) -> Checked:
    """What follows, when no button of the Iki row has told it."""
    choice = form.get("choice", "")
    if choice not in CHOICES:
        return Checked(problems={"choice": Problem("Choose what to do next")})
    return Checked({"choice": choice})


def check_check(form: Form, facts: Facts) -> Checked:
    """The last page: the sum must still be the one that was shown, and paying needs a way of payment."""
    total, shown = payable(facts), form.get("total", "")
    if shown and shown != str(total):
        return Checked(problems={"total": Problem("The sum has changed since you saw it. Please check it")})
    own = _own_sum(form, facts)
    if facts.choice != "declare_and_pay" or (not total and own is None):
        return Checked({"method": ""})
    method = form.get("method", "")
    if method == LATER and LATER in facts.methods:
        return Checked({"method": ""})
    problems = {} if method in facts.methods else {"method": Problem("Choose the way of payment")}
    if isinstance(own, Problem):
        problems = {"amount": own, **problems}
    return Checked({"method": method, "total": total or own, "is_own": not total}, problems)


def asks_own_sum(facts: Facts) -> bool:
    """Whether the resident types what to pay: no sum can be made, and the provider takes a sum of one's own."""
    made = reckon(facts.meter, uses(facts))
    return made is None and facts.meter.own_amount and facts.choice == "declare_and_pay"


def _own_sum(form: Form, facts: Facts) -> int | Problem | None:
    return parse_amount(form.get("amount", "")) if asks_own_sum(facts) else None


def readable(form: Form, facts: Facts) -> dict[str, int]:
    """What can be read of a row that is still being typed, by register code; nothing is said about the rest."""
    found = {register.code: _read(register, form.get(register.field, "")) for register in facts.meter.registers}
    return {code: value for code, value in found.items() if isinstance(value, int)}


def payable(facts: Facts) -> int:
    """Cents to pay for what is being declared: 0 when no sum can be made or it was only to be declared.

    After a payment a correction asks for the difference alone; while one is on its way, for nothing.
    """
    if facts.choice != "declare_and_pay" or facts.is_underway:
        return 0
    made = reckon(facts.meter, uses(facts))
    return max(made.total - facts.paid, 0) if made else 0


def asks_lower(facts: Facts) -> bool:
    """When a value is lower than Nuo and no quiet roll-over explains it."""
    return any(
        is_questioned(register, facts.values[register.code])
        for register in facts.meter.registers
        if register.code in facts.values
    )


def asks_replaced(facts: Facts) -> bool:
    """When the meter was replaced: the act has two readings more."""
    return facts.lower == "replaced" and asks_lower(facts)


def asks_unusual(facts: Facts) -> bool:
    """When some register used far more than expected (domain.md §3)."""
    return any(is_unusual(facts.meter, use) for use in uses(facts))


def asks_choice(facts: Facts) -> bool:
    """Only when the Iki row did not say it, and there is a sum that could be paid."""
    return "values" in facts.answers and not facts.answers["values"].get("choice")


DECLARE = Journey(
    "declare",
    (
        Step("values", check_values, forgets=("lower", "replaced", "unusual", "choice", "check")),
        Step("lower", check_lower, applies=asks_lower, forgets=("replaced", "unusual", "check")),
        Step("replaced", check_replaced, applies=asks_replaced, forgets=("unusual", "check")),
        Step("unusual", check_unusual, applies=asks_unusual, forgets=("check",)),
        Step("choice", check_choice, applies=asks_choice, forgets=("check",)),
        Step("check", check_check),
    ),
)
ONLY_DECLARE = Journey("only-declare", tuple(step for step in DECLARE.steps if step.name != "choice"))
