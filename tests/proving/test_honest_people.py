"""Whoever proves who they are by any way is known by exactly that identity, and it can be used once."""

import pytest

from data import attempts
from data.database import NotFound
from proving import Proving
from rules.identity import Identity
from tests.proving.asking import HERE, begun, push, ring, somebody, to_the_end
from tests.proving.services import Services
from tests.proving.walking import back_from_the_gateway, come_back, confirm, follow, linked

VERIFIED = [("verified", "")]
ONA = "48506151233"
PROVEN = Identity("PNO", "LT", ONA, "ONA", "PAVYZDIENĖ", "smart-id", "high", f"PNOLT-{ONA}-MOCK-Q")


def test_a_qr_code_proves_whoever_scans_it(services: Services, proving: Proving) -> None:
    attempt = linked(services, proving)
    assert follow(services, attempt, somebody("smart-id", code=ONA, country="LT"), "QR") == ""
    assert to_the_end(proving, attempt) == VERIFIED
    assert attempts.use(attempt, HERE) == PROVEN
    with pytest.raises(NotFound):
        attempts.use(attempt, HERE)


def test_the_app_on_the_same_phone_proves_whoever_comes_back_with_it(services: Services, proving: Proving) -> None:
    attempt = linked(services, proving)
    back = follow(services, attempt, somebody("smart-id", code=ONA, country="LT"))
    assert come_back(services, attempt, back)
    assert to_the_end(proving, attempt) == VERIFIED
    assert attempts.use(attempt, HERE) == PROVEN


def test_a_push_proves_whom_it_was_for(proving: Proving) -> None:
    whom = somebody("smart-id", code="40504040001")
    attempt = push(whom)
    assert to_the_end(proving, attempt) == VERIFIED
    known = attempts.use(attempt, HERE)
    assert (known.key, known.document, known.family_name) == (whom.id, whom.document, "PATVIRTINANTI")


def test_mobile_id_proves_whose_telephone_it_is(services: Services, proving: Proving) -> None:
    attempt = begun(proving, ring(services.ways, somebody("mobile-id", code=ONA, country="LT")))
    confirm(services)
    assert to_the_end(proving, attempt) == VERIFIED
    assert attempts.use(attempt, HERE) == Identity("PNO", "LT", ONA, "ONA", "PAVYZDIENĖ", "mobile-id", "high")


def test_the_gateway_proves_who_chose_a_bank_there(services: Services, proving: Proving) -> None:
    attempt = back_from_the_gateway(services, proving)
    assert to_the_end(proving, attempt) == VERIFIED
    assert attempts.use(attempt, HERE) == Identity("PNO", "LT", ONA, "ONA", "PAVYZDIENĖ", "viisp", "substantial")


def test_the_same_digits_of_another_country_are_another_person(services: Services, proving: Proving) -> None:
    attempt = linked(services, proving)
    follow(services, attempt, somebody("smart-id", code=ONA, country="EE"), "QR")
    assert to_the_end(proving, attempt) == VERIFIED
    known = attempts.use(attempt, HERE)
    assert (known.key, known.opens_contracts) == (f"PNOEE-{ONA}", False)


def test_many_people_at_once_are_each_known_as_themselves(services: Services, proving: Proving) -> None:
    waiting = [linked(services, proving) for _ in range(4)]
    people = [somebody("smart-id", code=code) for code in ("33309240064", "60002290014", "50102030017", "40504040001")]
    for attempt, whom in zip(waiting, people, strict=True):
        follow(services, attempt, whom, "QR")
    assert to_the_end(proving, *waiting) == VERIFIED * 4
    assert [attempts.use(one, HERE).key for one in waiting] == [whom.id for whom in people]
