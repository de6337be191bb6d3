"""Services: whose link leads where, and what the code alone opens."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from data import services
from data.database import NotFound, connect, database, rows
from data.imports import catalogue
from data.limits import LimitHit
from data.outbox import Outbox
from data.readings import tasks
from data.services import Account, Meter, Provider, Register, Service
from tests import people

METER = {"meter_number": "E77", "digits": "5", "values": {"": 12345000}}
OPEN = "el-elektrum-lietuva"


def add_open(flat: people.Flat, key: str, number: str = "E77") -> str:
    return services.add(flat.person.id, key, OPEN, "7788", "mine", meter=METER | {"meter_number": number})


def test_an_open_account_is_the_residents_own_and_nobody_elses():
    catalogue.load()
    ona, jonas = people.ona(), people.jonas()
    add_open(ona, "k1")
    add_open(jonas, "k2", "E99")
    owned = {
        account.keeper: [meter.number for meter in account.meters] for account in Account.select() if account.keeper
    }
    assert owned == {ona.person.id: ["E77"], jonas.person.id: ["E99"]}


def test_a_meter_told_wrongly_goes_when_the_service_is_added_again():
    catalogue.load()
    ruta = people.ruta()
    services.remove(ruta.person.id, add_open(ruta, "k1", "E66"))
    add_open(ruta, "k2")
    assert [meter.number for meter in Meter.select()] == ["E77"]
    assert Register.select().count() == 1


def test_a_code_that_a_connected_provider_does_not_have_is_not_added():
    people.ona()
    ruta = people.ruta()
    with pytest.raises(NotFound):
        services.add(ruta.person.id, "k1", "elektra", "99999999", "mine")
    with pytest.raises(NotFound):
        services.add(ruta.person.id, "k1", "nobody", "99999999", "mine")


def test_the_same_key_and_the_same_account_add_one_service():
    people.ona()
    ruta = people.ruta()
    first = services.add(ruta.person.id, "k1", "elektra", "10000001", "other", "Kaimynė")
    assert services.add(ruta.person.id, "k1", "elektra", "10000001", "other") == first
    assert services.add(ruta.person.id, "k2", "elektra", "10000001", "mine") == first
    with pytest.raises(NotFound):
        services.add(people.jonas().person.id, "k1", "elektra", "10000001", "mine")


def test_two_tabs_at_once_add_one_service():
    people.ona()
    ruta = people.ruta()

    def tab(key: str) -> str:
        connect()
        try:
            return services.add(ruta.person.id, key, "elektra", "10000001", "mine")
        finally:
            database.close()

    with ThreadPoolExecutor(2) as tabs:
        assert len(set(tabs.map(tab, ("k1", "k2")))) == 1


def test_another_persons_account_starts_at_level_0_and_shows_nothing():
    people.ona()
    ruta = people.ruta()
    public_id = services.add(ruta.person.id, "k1", "elektra", "10000001", "other")
    one = services.one(ruta.person.id, public_id)
    assert (one.level, one.address, one.holder) == (0, "", "")
    assert one.can_be_proven
    services.prove(ruta.person.id, public_id, "e-10000001")
    assert services.one(ruta.person.id, public_id).address == "Slaptoji g. 9-12, Vilnius"


def test_a_number_that_does_not_fit_proves_nothing_and_is_counted():
    people.ona()
    ruta = people.ruta()
    public_id = services.add(ruta.person.id, "k1", "elektra", "10000001", "other")
    assert services.fits(ruta.person.id, "here", public_id, "E10000002") == "unknown"
    with pytest.raises(NotFound):
        services.prove(ruta.person.id, public_id, "E10000002")
    assert LimitHit.select().count() == 3


def test_a_removed_service_comes_back_unless_it_was_added_anew():
    flat = people.ona()
    gas = flat.services["gas"]
    services.remove(flat.person.id, gas.public_id)
    assert len(services.of(flat.person.id)) == 3
    services.restore(flat.person.id, gas.public_id)
    services.remove(flat.person.id, gas.public_id)
    services.add(flat.person.id, "k1", "dujos", "10000002", "mine")
    services.restore(flat.person.id, gas.public_id)
    assert len(services.of(flat.person.id)) == 4


def test_nobody_touches_a_strangers_service():
    flat, stranger = people.ona(), people.ruta().person.id
    gas = flat.services["gas"].public_id
    for act in (services.remove, services.restore, services.one):
        with pytest.raises(NotFound):
            act(stranger, gas)
    with pytest.raises(NotFound):
        services.rename(stranger, gas, "Mano")
    with pytest.raises(NotFound):
        services.fits(stranger, "here", gas, "D10000001")
    assert services.bills(stranger, gas) == ()
    assert Service.get(Service.public_id == gas).nickname == "Namai"


def test_the_page_of_services_costs_two_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    flat = people.ona()
    asked: list[str] = []
    real = database.obj.execute_sql
    monkeypatch.setattr(database.obj, "execute_sql", lambda sql, *more: (asked.append(sql), real(sql, *more))[1])
    assert {one.public_id for one in services.of(flat.person.id)} == {task.service_id for task in tasks(flat.person.id)}
    assert len(asked) == 2


def test_what_the_constant_statement_says_is_what_the_models_say():
    flat = people.jonas()
    said = [(one.public_id, one.provider, one.payer_code, one.whose, one.level) for one in services.of(flat.person.id)]
    linked = Service.select(Service, Account, Provider).join(Account).join(Provider).order_by(Service.id)
    assert said == [
        (one.public_id, one.account.provider.name, one.account.payer_code, one.whose, one.level) for one in linked
    ]
    assert rows("SELECT count(*) FROM service") == [(2,)]


def letters() -> list[tuple[str, int]]:
    return [(told["to"], told["level"]) for told in map(json.loads, (row.payload for row in Outbox.select()))]


def test_who_has_proven_an_account_is_told_of_a_newcomer_once_a_level():
    people.ona()
    ruta = people.ruta()
    public_id = services.add(ruta.person.id, "k1", "elektra", "10000001", "other")
    services.add(ruta.person.id, "k1", "elektra", "10000001", "other")
    assert letters() == [("ona@pavyzdys.lt", 0)]
    services.prove(ruta.person.id, public_id, "E10000001")
    services.prove(ruta.person.id, public_id, "E10000001")
    assert letters() == [("ona@pavyzdys.lt", 0), ("ona@pavyzdys.lt", 1)]
    assert "ruta" not in str([row.payload for row in Outbox.select()])


def test_guesses_sent_at_once_are_counted_like_guesses_in_a_row():
    people.ona()
    ruta, power = people.ruta(), services.provider("elektra")
    assert power

    together = Barrier(24)

    def guess(number: int) -> str:
        connect()
        together.wait()
        try:
            return services.look_up(ruta.person.id, "here", power, f"{number}0000000")
        finally:
            database.close()

    with ThreadPoolExecutor(24) as tabs:
        said = list(tabs.map(guess, [2, 3, 4, 5, 6, 7, 8, 9] * 3))
    assert said.count("unknown") == 10
    assert said.count("too_many") == 14
