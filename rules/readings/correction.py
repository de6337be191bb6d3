"""Asking staff to correct a month that is over: the right values, and why the others were wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rules.journey import Form, Journey, Step
from rules.problem import Checked, Problem
from rules.readings.meter import Facts, Meter, Register
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


def as_counted(meter: Meter, lines: Sequence[Mapping[str, Any]], right: Mapping[str, int]) -> dict[str, Any]:
    """The answers that have the right values (thousandths by register code) counted as the month was: over a
    roll-over, or from one meter to the next. `lines` are the frozen ones of the receipt, in the meter's order.

    What the old meter had counted after Nuo, less what the new one began with, is kept as it was declared.
    """
    hows = {line.get("how", "") for line in lines}
    counted = zip(meter.registers, lines, strict=False)
    if "replaced" in hows:
        old = {register.code: line["previous"] + line["used"] - line["value"] for register, line in counted}
        return {"lower": {"lower": "replaced"}, "replaced": {"old": old, "new": dict.fromkeys(old, 0)}}
    if "rolled_over" in hows:
        return {"lower": {"lower": "rolled_over"}}
    is_lower = any(right[register.code] < register.previous for register in meter.registers)
    return {"lower": {"lower": "last_wrong"}} if is_lower else {}
