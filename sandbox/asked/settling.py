"""How a request gets its answer: from a hand on the phone's page, or from a test person who needs none."""

from sandbox.asked import book
from sandbox.asked.book import Asked
from sandbox.asked.house import House
from sandbox.asked.people import Person


def settle(house: House, asked: Asked, person: Person, result: str = "", fault: str = "", after: float = 0) -> bool:
    """The person has answered: with this result and fault, or with their own. False when it was answered before."""
    fault = fault or person.fault
    after += house.terms.late if fault == "late" else 0
    told = result or person.result(asked.service)
    return book.settle(house.folder, asked.number, person.id, told, fault, after)


def settle_alone(house: House, asked: Asked, person: Person) -> None:
    """Those who need no hand answer soon."""
    if not person.waits:
        settle(house, asked, person, after=house.terms.answers_after)
