"""What goes to providers: one transfer for what was paid of each bill or month, in one batch a day (iso20022.md §6)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

LONGEST_NAME, LONGEST_TEXT = 70, 140


@dataclass(frozen=True)
class Transfer:
    """One transfer in euros. With a reference the text is not sent: the scheme takes one or the other.

    `name` is the registered holder of the account; `ultimate_debtor` is for whom is paid, `payer_code` who they are
    at the payee.
    """

    end_to_end: str
    cents: int
    name: str
    account: str
    bic: str = ""
    reference: str = ""
    text: str = field(default="", repr=False)
    ultimate_debtor: str = field(default="", repr=False)
    payer_code: str = field(default="", repr=False)


@dataclass(frozen=True)
class Batch:
    """Transfers of one day from one account. `id` and `created` (ISO 8601) are stored, so a new file is the same."""

    id: str
    created: str
    payer_name: str
    payer_account: str
    payer_bic: str
    day: str
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
        return Transfer(
            end_to_end, self.cents, first.name[:LONGEST_NAME], first.account, text=text, ultimate_debtor=holder
        )


def grouped(parts: Iterable[Part]) -> tuple[Group, ...]:
    """Groups that may be paid out, in the order of their first part. One below nothing waits for what makes it even."""
    found: dict[tuple[str, str, str], list[Part]] = {}
    for part in parts:
        found.setdefault((part.provider, part.payer_code, part.number), []).append(part)
    return tuple(group for group in (Group(tuple(some)) for some in found.values()) if group.cents >= 0)
