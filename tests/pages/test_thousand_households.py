"""Real input: the files of a thousand made-up households, and ten of them declared through the pages."""

import pytest
from werkzeug.test import TestResponse

from data.imports import accounts, bills, catalogue
from data.readings import Declaration, Reading
from data.services import Account, Meter, Register
from tests import people
from tests.adding import add
from tests.client import CheckingClient, main_of, parse, text_of
from tests.households import ELECTRICITY, code, households

HOMES = [number for number in range(990, 1001) if number % 5]
USED = 20  # kWh; nothing odd about it


@pytest.fixture
def neighbour(client: CheckingClient) -> CheckingClient:
    """Somebody who declares for neighbours by the codes of their bills."""
    catalogue.load()
    homes, sums = households(1000)
    assert accounts.load(homes.encode(), "k" * 32, strict=True).bad == ()
    assert bills.load(sums.encode(), strict=True).bad == ()
    client.sign_in(people.ruta().person)
    return client


def registers_of(home: int) -> list[Register]:
    joined = Register.select(Register).join(Meter).join(Account)
    return list(joined.where(Account.payer_code == code(home, 1)).order_by(Register.code))


def declare(browser: CheckingClient, home: int) -> TestResponse:
    done = add(browser, ELECTRICITY, code(home, 1), whose="other")
    path = next(link.get("href") for link in main_of(parse(done)).iter("a") if "/values" in link.get("href", ""))
    registers = registers_of(home)
    typed = {f"iki_{one.code}" if one.code else "iki": str(one.first_value // 1000 + USED) for one in registers}
    check = browser.send(browser.get(path), button="choice=declare", **typed)
    return browser.send(check)


def test_ten_of_a_thousand_households_are_declared(neighbour: CheckingClient) -> None:
    homes = [*HOMES, 7, 8][:10]
    for home in homes:
        told = text_of(main_of(parse(declare(neighbour, home))))
        assert "Rodmenys deklaruoti" in told, (home, told)
    assert Declaration.select().count() == len(homes)
    assert {reading.used for reading in Reading.select()} == {USED * 1000}
    page = text_of(main_of(parse(neighbour.get("/services"))))
    assert page.count("Deklaruota:") == len(homes)
