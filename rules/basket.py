"""What a resident may pay now, and what they chose of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from rules.journey import Form, Journey, Step
from rules.money import euros, parse_amount
from rules.problem import Checked, Problem

Kind = Literal["bill", "declared", "own"]


@dataclass(frozen=True)
class Due:
    """One thing that may be paid: a bill, the sum of a declaration, or a sum of one's own to a service.

    `id` is the public id of the bill or service, or the number of the declaration's receipt.
    `cents` is what is left to pay, 0 for an own sum. `underway`: somebody is paying it at this moment;
    `paying` is then the public id of that payment if it is the resident's own.
    """

    kind: Kind
    id: str
    provider: str
    payer_code: str
    nickname: str = ""
    whose: str = "mine"
    cents: int = 0
    number: str = ""
    period: str = ""
    due: str = ""
    underway: bool = False
    paying: str = ""

    @property
    def field(self) -> str:
        """The name of its check box, or of the box for an own sum."""
        return f"{'amount' if self.kind == 'own' else self.kind}_{self.id}"


@dataclass(frozen=True)
class Wanted:
    """One chosen thing; `cents` counts for an own sum only, every other sum is looked up when the payment starts."""

    kind: Kind
    id: str
    cents: int = 0


@dataclass(frozen=True)
class PayFacts:
    """What the paying journey may know. `methods` are (code, name) of the configured ways to pay."""

    answers: Mapping[str, Mapping[str, Any]]
    dues: Sequence[Due] = ()
    methods: Sequence[tuple[str, str]] = field(default=())

    @property
    def chosen(self) -> tuple[Due, ...]:
        """What the basket's answer names and may still be paid."""
        answer = self.answers.get("basket", {})
        return tuple(due for due in self.dues if due.field in answer)

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """The same as `data.payments.start` takes it."""
        answer = self.answers.get("basket", {})
        return tuple(Wanted(due.kind, due.id, _own(due, answer)) for due in self.chosen)

    @property
    def pairs(self) -> tuple[tuple[Due, Wanted], ...]:
        """Both together, for the page that names each sum."""
        return tuple(zip(self.chosen, self.wanted, strict=True))

    @property
    def total(self) -> int:
        """Cents of everything chosen."""
        return sum(due.cents for due in self.chosen) + sum(want.cents for want in self.wanted)


def _own(due: Due, answer: Mapping[str, Any]) -> int:
    read = parse_amount(answer[due.field]) if due.kind == "own" else 0
    return read if isinstance(read, int) else 0


def check_basket(form: Form, facts: PayFacts) -> Checked:
    """At least one thing is chosen; own sums can be read. The answer holds a value for each chosen field."""
    answer: dict[str, Any] = {}
    problems: dict[str, Problem] = {}
    for due in facts.dues:
        sent = form.get(due.field, "").strip()
        if due.kind != "own":
            answer |= {due.field: "1"} if sent else {}
        elif sent:
            read = parse_amount(sent)
            if isinstance(read, Problem):
                problems[due.field] = read
            else:
                answer[due.field] = euros(read)
    if not answer and not problems and facts.dues:
        problems[facts.dues[0].field] = Problem("Choose what to pay")
    return Checked(answer, problems)


def check_again(_form: Form, _facts: PayFacts) -> Checked:
    """The warning was read, and the resident goes on."""
    return Checked({"anyway": "1"})


def check_method(form: Form, facts: PayFacts) -> Checked:
    """One of the configured ways."""
    method = form.get("method", "")
    if method not in {code for code, _ in facts.methods}:
        return Checked(problems={"method": Problem("Choose the way of payment")})
    return Checked({"method": method})


def refill(before: Sequence[Wanted], dues: Sequence[Due]) -> dict[str, str]:
    """The basket's answer that chooses again what an earlier attempt was for, as far as it is still to be paid."""
    cents = {(want.kind, want.id): want.cents for want in before}
    again = [due for due in dues if (due.kind, due.id) in cents]
    return {due.field: euros(cents[due.kind, due.id]) if due.kind == "own" else "1" for due in again}


def is_paid_already(facts: PayFacts) -> bool:
    """Whether something chosen is being paid at this moment, so that a second payment needs a warning."""
    return any(due.underway for due in facts.chosen)


JOURNEY = Journey(
    "pay",
    (
        Step("basket", check_basket, forgets=("again",)),
        Step("again", check_again, applies=is_paid_already),
        Step("method", check_method),
    ),
)
