"""All meters of a home on one page: what was typed into each, and which of them need one more look."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rules.journey import Form, Journey, Step
from rules.problem import Checked, Problem
from rules.readings.meter import Facts, Meter, Register
from rules.readings.steps import asks_lower, asks_unusual, check_values


@dataclass(frozen=True)
class Home:
    """The meters that can be declared now, and the answers by the step's name: meter's public id → its row."""

    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    meters: tuple[Meter, ...] = ()


def box(meter: Meter, register: Register) -> str:
    """The name of a register's box on the page of the whole home: iki_<meter>, iki_<meter>_t1."""
    return f"iki_{meter.public_id}_{register.code}" if register.code else f"iki_{meter.public_id}"


def check_home(form: Form, home: Home) -> Checked:
    """Each meter's row; one that is left empty is not declared now. Nothing typed at all is a problem."""
    answer: dict[str, Any] = {}
    problems: dict[str, Problem] = {}
    for meter in home.meters:
        typed = {register.field: form.get(box(meter, register), "") for register in meter.registers}
        if any(text.strip() for text in typed.values()):
            checked = check_values({**typed, "choice": "declare"}, Facts(meter))
            answer[meter.public_id] = checked.answer
            for register in meter.registers:
                if register.field in checked.problems:
                    problems[box(meter, register)] = _named(register, checked.problems[register.field])
    if not answer and home.meters:
        first = home.meters[0]
        problems[box(first, first.registers[0])] = Problem("Type the reading of at least one meter")
    return Checked(answer, problems)


def _named(register: Register, problem: Problem) -> Problem:
    return Problem(problem.text, **{**problem.values, "register": register.zone})


def facts_of(meter: Meter, row: Mapping[str, Any]) -> Facts:
    """What the journey of this one meter would know after the same row."""
    return Facts(meter, {"values": row})


def is_plain(facts: Facts) -> bool:
    """Whether nothing of it is odd: then it is declared at once, else its own pages ask."""
    return not asks_lower(facts) and not asks_unusual(facts)


JOURNEY = Journey("home", (Step("home", check_home),))
