"""Whatever is read off a meter, the journey ends at its check page, in at most six steps, with a sum that adds up."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rules.readings.meter import Facts, Meter, Register
from rules.readings.steps import DECLARE
from rules.readings.use import reckon, uses
from rules.tariffs import Price

FIVE = st.integers(0, 99_999)
USUAL = st.none() | st.integers(0, 5_000)


@st.composite
def meters(draw: st.DrawFn) -> Meter:
    """One or two registers with any Nuo, any history, with a price or without."""
    price = draw(st.sampled_from([None, Price("2026-01-01", 25_800)]))
    registers = tuple(
        Register(
            code, "day", "kWh", 5, 0, draw(FIVE) * 1000, "2026-10-31", last_year=_thousand(draw(USUAL)), price=price
        )
        for code in draw(st.sampled_from([("",), ("t1", "t2")]))
    )
    return Meter("m", "electricity", "Ignitis", registers=registers, own_amount=draw(st.booleans()))


def _thousand(units: int | None) -> int | None:
    return None if units is None else units * 1000


def _form(step: str, facts: Facts, data: st.DataObject) -> dict[str, str]:
    """What a resident with the meter and its papers at hand could answer."""
    registers = facts.meter.registers
    if step == "values":
        typed = {register.field: str(data.draw(FIVE)) for register in registers}
        return typed | {"choice": data.draw(st.sampled_from(["", "declare", "declare_and_pay"]))}
    if step == "lower":
        return {"lower": data.draw(st.sampled_from(["rolled_over", "replaced", "last_wrong"]))}
    if step == "replaced":
        ends = {register: f"_{register.code}" if register.code else "" for register in registers}
        old = {f"old_final{end}": str(max(register.previous // 1000, 99_999)) for register, end in ends.items()}
        return old | {f"new_start{end}": "0" for end in ends.values()}
    return {"choice": "declare", "method": "seb", "amount": "1,00"}


@given(meters(), st.data())
def test_every_reading_can_be_declared(meter: Meter, data: st.DataObject) -> None:
    answers: dict[str, dict[str, Any]] = {}
    for _ in DECLARE.steps:
        facts = Facts(meter, answers, methods=("seb",))
        step = DECLARE.present(facts)
        if step is None:
            break
        checked = step.check(_form(step.name, facts, data), facts)
        assert checked.problems == {}, (step.name, checked.problems)
        answers[step.name] = checked.answer
    done = Facts(meter, answers)
    assert DECLARE.present(done) is None
    made = reckon(meter, uses(done))
    assert made is None or made.total == sum(line.amount for line in made.lines) >= 0
