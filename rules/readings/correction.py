"""Asking staff to correct a month that is over: the right values, and why the others were wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rules.journey import Form, Journey, Step
from rules.problem import Checked, Problem
from rules.readings.meter import Facts, Register
from rules.readings.steps import check_values

REASONS = ("typed_wrong", "misread", "other_meter", "replaced", "other")
LONGEST = 500  # signs of one's own words


@dataclass(frozen=True)
class Correcting:
    """The meter's registers, and what the receipt says that they showed: register code → thousandths."""

    registers: tuple[Register, ...]
    declared: Mapping[str, int]
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    meter: Any = None


def check_correction(form: Form, facts: Correcting) -> Checked:
    """Every register's value, at least one another than declared; a reason from the list; one's own words if wanted."""
    typed = {register.field: form.get(register.field, "") for register in facts.registers}
    checked = check_values(typed, Facts(facts.meter))
    problems = dict(checked.problems)
    reason, words = form.get("reason", ""), form.get("words", "").strip()
    if not problems and checked.answer["values"] == dict(facts.declared):
        problems[facts.registers[0].field] = Problem("This is what was declared. Type the right reading")
    if reason not in REASONS:
        problems["reason"] = Problem("Choose a reason from the list")
    if len(words) > LONGEST:
        problems["words"] = Problem("At most %(most)s signs", most=LONGEST)
    if problems:
        return Checked(problems=problems)
    return Checked({"values": checked.answer["values"], "reason": reason, "words": words})


JOURNEY = Journey("correction", (Step("correction", check_correction),))
