"""Double entry: what a fact about money leaves on which account. Every booking's cents add up to nothing.

Accounts (money.md §2), a debit above nothing and a credit below: `clearing:METHOD` what a bank or a processor owes us,
`bank:IBAN` what stands on our account, `payable:CODE` what we owe a provider, `overpaid:PERSON` what we owe a payer,
`unmatched` what came and fits nothing yet, `refunds` what is on its way back to payers, `payouts` to providers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

UNMATCHED, REFUNDS, PAYOUTS = "unmatched", "refunds", "payouts"


@dataclass(frozen=True)
class Line:
    """One thing that a payment is for: its row, the provider's code, cents wanted, and cents that are still due."""

    row: int
    payee: str
    cents: int
    left: int


@dataclass(frozen=True)
class Booking:
    """Cents by account, and cents by the row of the line that they close (negative: opened again)."""

    entries: Mapping[str, int]
    parts: Mapping[int, int] = field(default_factory=dict)


def clearing(method: str) -> str:
    """What the bank or processor of this way to pay owes us."""
    return f"clearing:{method}"


def bank(account: str) -> str:
    """What stands on our account of this IBAN."""
    return f"bank:{account}"


def payable(code: str) -> str:
    """What we owe the provider of this code."""
    return f"payable:{code}"


def overpaid(person: int) -> str:
    """What we owe a payer."""
    return f"overpaid:{person}"


def arrived(source: str, person: int, cents: int, lines: Sequence[Line]) -> Booking:
    """Money that came for these lines, in their order: each takes what it wants and what is still due of it.

    Whatever is more than that is the payer's.
    """
    parts: dict[int, int] = {}
    entries, rest = {source: cents}, cents
    for line in lines:
        taken = max(min(line.cents, line.left, rest), 0)
        if taken:
            parts[line.row] = taken
            rest -= taken
            account = payable(line.payee)
            entries[account] = entries.get(account, 0) - taken
    if rest:
        entries[overpaid(person)] = -rest
    return Booking(entries, parts)


def set_apart(source: str, cents: int) -> Booking:
    """Money that came and does not fit what was asked for: staff decide whose it is."""
    return Booking({source: cents, UNMATCHED: -cents})


def moved(source: str, target: str, cents: int) -> Booking:
    """The same cents on another account: the debit goes to `target`."""
    return Booking({target: cents, source: -cents})


def undone(entries: Mapping[str, int], parts: Mapping[int, int]) -> Booking:
    """The reverse of everything that was booked so far: cents by account and by line, as they stand."""
    return Booking(
        {account: -cents for account, cents in entries.items() if cents},
        {row: -cents for row, cents in parts.items() if cents},
    )


def given_back(person: int, cents: int, spare: int, lines: Sequence[Line]) -> Booking:
    """Cents on their way back to the payer: first of what is overpaid (`spare`), then the last lines open again.

    A line's `cents` is what stands allocated to it. Raises ValueError when there is not so much.
    """
    entries, parts = {REFUNDS: -cents}, {}
    rest = cents - min(max(spare, 0), cents)
    if rest < cents:
        entries[overpaid(person)] = cents - rest
    for line in reversed(lines):
        taken = min(line.cents, rest)
        if taken > 0:
            parts[line.row] = -taken
            rest -= taken
            account = payable(line.payee)
            entries[account] = entries.get(account, 0) + taken
    if rest:
        raise ValueError(f"{rest} cents more than was paid")
    return Booking(entries, parts)
