"""Whatever comes in whatever order, twice, late, forged or half done: after every step the books are right.

`INTERLEAVINGS=10000 pytest tests/data/test_money_machine.py` is the long run.
"""

import os
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from data import ledger, payments, statements, verifying
from data.database import database, rows
from data.payments import Payment
from gateways import camt
from gateways.methods import told, written
from rules.basket import Wanted
from rules.payments import Bank, Fact, Refusal
from rules.references import made
from tests import people
from tests.banking import Movement, statement
from tests.people import PAYEE

BANKS = {code: Bank(code, code.upper(), PAYEE) for code in ("transfer", "seb")}
INTERLEAVINGS = int(os.environ.get("INTERLEAVINGS", "200"))
MANY = settings(
    derandomize="INTERLEAVINGS" not in os.environ,
    deadline=None,
    max_examples=INTERLEAVINGS,
    stateful_step_count=12,
    suppress_health_check=list(HealthCheck),
)
SOME = st.integers(0, 9)
SUMS = st.sampled_from((0, 0, 0, -100, 250))  # how far what comes is from what was asked


class Crash(Exception):
    """The process dies here."""


class Money(RuleBasedStateMachine):
    """Ona pays two bills at a bank and by transfers, as often as she likes."""

    def __init__(self) -> None:
        super().__init__()
        self.turn = database.atomic()
        self.open = self.turn.__enter__()
        self.stamps: list[str] = []
        self.heard: list[tuple[str, Fact]] = []
        self.day, self.balance = 0, 0

    def teardown(self) -> None:
        self.open.rollback()
        self.turn.__exit__(None, None, None)

    @initialize()
    def home(self) -> None:
        self.ona = people.ona()
        account = self.ona.services["electricity"].account
        self.bills = [people.bill(account, f"B-{cents}", cents) for cents in (1745, 900)]
        for method, which in (("seb", (0,)), ("transfer", (0, 1)), ("seb", (0, 1))):
            self.begin(method, which)

    @rule(method=st.sampled_from(("seb", "transfer")), which=st.sampled_from(((0,), (1,), (0, 1))))
    def another_is_begun(self, method: str, which: tuple[int, ...]) -> None:
        self.begin(method, which)

    def begin(self, method: str, which: tuple[int, ...]) -> None:
        wanted = [Wanted("bill", self.bills[place].public_id) for place in which]
        payable = {due.id for due in payments.dues(self.ona.person.id)}
        if all(one.id in payable for one in wanted):
            begun = payments.start(self.ona.person.id, wanted, method, f"key-{len(self.stamps)}")
            payments.mark_redirected(self.ona.person.id, begun.public_id)
            self.stamps.append(begun.stamp)

    def _paying(self, which: int) -> Any:
        return Payment.get(Payment.stamp == self.stamps[which % len(self.stamps)]) if self.stamps else None

    def _hear(self, method: str, fact: Fact, way: str = "server") -> None:
        self.heard.append((method, fact))
        payments.apply(payments.keep(method, way, written(fact)), BANKS[method], fact)

    @rule(which=SOME, more=SUMS, number=st.integers(1, 2), way=st.sampled_from(("browser", "server")))
    def money_is_told(self, which: int, more: int, number: int, way: str) -> None:
        one = self._paying(which)
        if one and one.method == "seb":
            fact = Fact("paid", one.stamp, str(number), one.amount + more, "EUR", PAYEE, "LT2", "RŪTA")
            self._hear("seb", fact, way)

    @rule(which=SOME, outcome=st.sampled_from(("pending", "failed", "expired", "reversed", "none")))
    def something_else_is_told(self, which: int, outcome: Any) -> None:
        one = self._paying(which)
        if one and one.method == "seb":
            cents, currency = (one.amount, "EUR") if outcome == "pending" else (0, "")
            self._hear("seb", Fact(outcome, one.stamp, "", cents, currency, PAYEE if cents else ""))

    @rule(which=SOME, cents=st.sampled_from((1, 100, 900, 1745, 2645)), number=st.integers(1, 3))
    def money_goes_back(self, which: int, cents: int, number: int) -> None:
        one = self._paying(which)
        if one and one.method == "seb":
            self._hear("seb", Fact("refunded", one.stamp, f"r{number}", cents, "EUR", PAYEE))

    @rule(which=SOME)
    def the_same_comes_again(self, which: int) -> None:
        if self.heard:
            self._hear(*self.heard[which % len(self.heard)])
            self.heard.pop()

    @rule(which=SOME)
    def a_forged_word_comes(self, which: int) -> None:
        one = self._paying(which)
        if one:
            payments.apply(payments.keep("seb", "server", b"forged"), BANKS["seb"], Refusal("forged", one.stamp))

    @rule(which=SOME, more=SUMS, named=st.booleans(), again=st.booleans())
    def a_statement_comes(self, which: int, more: int, named: bool, again: bool) -> None:
        one = self._paying(which)
        text, cents = (made(one.stamp), one.amount + more) if one and named else ("už viską", 500)
        self.day += 1
        content = statement(Movement(cents, text, f"R{self.day}"), opening=self.balance, number=f"S{self.day}")
        self.balance += cents
        for _ in range(2 if again else 1):
            assert statements.take_in(content, camt.read(content), BANKS, written).alarms == []

    @rule(which=SOME)
    def the_process_dies_before_it_commits(self, which: int) -> None:
        one = self._paying(which)
        if one and one.method == "seb":
            before = ledger.balances(), len(rows("SELECT id FROM bank_message"))
            with suppress(Crash), database.atomic():
                fact = Fact("paid", one.stamp, "9", one.amount, "EUR", PAYEE)
                payments.apply(payments.keep("seb", "server", written(fact)), BANKS["seb"], fact)
                raise Crash
            assert before == (ledger.balances(), len(rows("SELECT id FROM bank_message")))

    @invariant()
    def the_books_are_right(self) -> None:
        assert list(verifying.differences(lambda party, body, at, way: (BANKS[party], told(body)))) == []
        assert sum(ledger.balances().values()) == 0
        assert ledger.balance(f"bank:{PAYEE}") == self.balance

    @invariant()
    def a_bill_is_closed_exactly_when_it_is_covered(self) -> None:
        if not hasattr(self, "bills"):
            return
        left = {due.id: due.cents for due in payments.dues(self.ona.person.id) if due.kind == "bill"}
        for bill in self.bills:
            ((closed,),) = rows("SELECT coalesce(sum(cents), 0) FROM allocation WHERE bill_id = ?", bill.id)
            assert left.get(bill.public_id, 0) == bill.amount - closed
            assert 0 <= closed <= bill.amount

    @invariant()
    def a_payment_has_one_receipt_and_gives_back_no_more_than_came(self) -> None:
        for one in Payment.select():
            assert 0 <= one.refunded <= one.arrived
            assert one.number is not None or one.state not in ("paid", "part_refunded", "refunded")
        letters = rows("SELECT count(*) FROM outbox WHERE kind = 'payment' GROUP BY subject")
        assert all(count == 1 for (count,) in letters)


@pytest.mark.usefixtures("tables")
def test_the_books_are_right_after_every_step_of_any_interleaving() -> None:
    run_state_machine_as_test(Money, settings=MANY)
