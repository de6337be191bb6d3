"""The test people: people.csv. The documents and phones of smart-id.md §12 and mobile-id.md §8 are among them."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("people.csv")


@dataclass(frozen=True)
class Person:
    """A row of people.csv.

    `smart_id` and `mobile_id` are the results that the services give for this person, '' when they are no client.
    `fault` is a key of faults.FAULTS; `form` tells of an unusual certificate that is none the less in order:
    advanced (not qualified), older (issued before April 2025), rsa (a SIM card with such a key).
    `waits` for the page of the phone; everybody else answers without a hand. `about` is for readers of that page.
    """

    country: str
    code: str
    given: str
    family: str
    phone: str
    smart_id: str
    mobile_id: str
    fault: str
    form: str
    waits: str  # "yes" or ""
    about: str

    @property
    def id(self) -> str:
        """As in ETSI EN 319 412-1: `PNOLT-48506151233`."""
        return f"PNO{self.country}-{self.code}"

    @property
    def document(self) -> str:
        """The number of the Smart-ID document."""
        return f"{self.id}-MOCK-{'NQ' if self.form == 'advanced' else 'Q'}"

    def result(self, service: str) -> str:
        """What `smart-id` or `mobile-id` answers for them."""
        return self.smart_id if service == "smart-id" else self.mobile_id


@cache
def everybody() -> tuple[Person, ...]:
    """All rows, those who wait for a hand first."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return tuple(Person(**row) for row in csv.DictReader(file))


def clients(service: str) -> list[Person]:
    """Those whom the service knows."""
    return [person for person in everybody() if person.result(service)]


def of_id(service: str, identifier: str) -> Person | None:
    """The client with this `PNOLT-…`, or None."""
    return next((person for person in clients(service) if person.id == identifier), None)


def of_document(number: str) -> Person | None:
    """The holder of a Smart-ID document, or None."""
    return next((person for person in clients("smart-id") if person.document == number), None)


def of_phone(phone: str, code: str) -> Person | None:
    """The Mobile-ID client with this pair, or None."""
    return next((person for person in clients("mobile-id") if (person.phone, person.code) == (phone, code)), None)
