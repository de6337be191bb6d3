"""What goes to providers: one transfer for what was paid of each bill or month, in one batch a day (iso20022.md §6)."""

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_NAME, LONGEST_TEXT = 70, 140


@dataclass(frozen=True)
class Transfer:
    """One credit transfer: cents, to whom, and what it is for. `ultimate_debtor` is for whom it was paid."""

    end_to_end: str
    cents: int
    name: str
    account: str
    text: str
    ultimate_debtor: str = ""


@dataclass(frozen=True)
class Batch:
    """One day's payouts from our account. `created` is ISO 8601; the same batch is always written alike."""

    id: str
    day: str
    created: str
    payer_name: str
    payer_account: str
    transfers: tuple[Transfer, ...]

    @property
    def cents(self) -> int:
        """What all transfers add up to."""
        return sum(one.cents for one in self.transfers)


@dataclass(frozen=True)
class Part:
    """Cents that were allocated (below nothing: taken away again) and not paid out yet; `row` is for data/ alone."""

    row: int
    provider: str
    name: str
    account: str
    payer_code: str
    number: str
    holder: str
    cents: int


@dataclass(frozen=True)
class Group:
    """All that is to go to a provider for one bill, month or payer code, and the rows that it settles."""

    parts: tuple[Part, ...]

    @property
    def cents(self) -> int:
        return sum(part.cents for part in self.parts)

    def transfer(self, end_to_end: str) -> Transfer:
        """The payee's own code and number stand first and unchanged: machines match by them (paysera.md §3)."""
        first = self.parts[0]
        text = " ".join(filter(None, (first.payer_code, first.number)))[:LONGEST_TEXT]
        holder = first.holder[:LONGEST_NAME]
        return Transfer(end_to_end, self.cents, first.name[:LONGEST_NAME], first.account, text, holder)


def grouped(parts: Iterable[Part]) -> tuple[Group, ...]:
    """Groups that may be paid out, in the order of their first part. One below nothing waits for what makes it even."""
    found: dict[tuple[str, str, str], list[Part]] = {}
    for part in parts:
        found.setdefault((part.provider, part.payer_code, part.number), []).append(part)
    return tuple(group for group in (Group(tuple(some)) for some in found.values()) if group.cents >= 0)
