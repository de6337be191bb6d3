"""Whose a strong identity is, and from which browsers it was proven."""

import pytest
import time_machine

from data import guests, identities, sealing
from data.database import NotFound, rows
from data.identities import IdentityRow, Taken
from data.people import Person
from rules.identity import Identity
from tests import people
from tests.at_once import at_once
from tests.households import personal_code
from tests.people import CODE, identity

JONAS = "50102030017"


def index(who: Identity) -> str:
    return sealing.index(who)


def attach(person: Person, who: Identity) -> None:
    identities.attach(person.id, who, index(who))


def make(who: Identity) -> int:
    return identities.make_person(who, index(who), "lt")


def test_an_identity_that_nobody_has_makes_a_person_without_a_mailbox():
    made = Person.get_by_id(make(identity()))
    assert (made.email, made.role, made.language, made.password_hash) == (None, "resident", "lt", "")
    assert identities.person_of(index(identity())) == made.id


def test_the_same_identity_is_the_same_person():
    assert make(identity()) == make(identity(method="viisp"))
    assert Person.select().count() == 1


def test_two_first_sign_ins_at_once_make_one_person():
    assert len(set(at_once([lambda: make(identity())] * 6))) == 1
    assert (Person.select().count(), IdentityRow.select().count()) == (1, 1)


def test_joining_an_account_and_making_one_at_once_leaves_one_owner():
    ruta = people.ruta().person

    def join() -> int:
        try:
            attach(ruta, identity())
        except Taken:
            return 0
        return int(ruta.id)

    joined, made = at_once([join, lambda: make(identity())])
    assert identities.person_of(index(identity())) == made
    assert joined in (0, made)
    assert IdentityRow.select().count() == 1


def test_an_identity_of_somebody_else_cannot_be_joined():
    made = make(identity())
    with pytest.raises(Taken):
        attach(people.ruta().person, identity())
    assert identities.person_of(index(identity())) == made


def test_one_account_is_one_human_being():
    ruta = people.ruta().person
    attach(ruta, identity())
    with pytest.raises(Taken):
        attach(ruta, identity(JONAS))
    attach(ruta, identity(JONAS, country="EE"))
    assert identities.indexes_of(ruta.id) == {index(identity()), index(identity(JONAS, country="EE"))}


def test_of_people_who_join_one_account_at_once_one_is_let_in():
    ruta = people.ruta().person

    def join(code: str) -> bool:
        try:
            attach(ruta, identity(code))
        except Taken:
            return False
        return True

    codes = [personal_code(number) for number in range(8)]
    assert at_once([lambda code=code: join(code) for code in codes]).count(True) == 1


def test_a_guest_has_no_account_to_join():
    with pytest.raises(NotFound):
        identities.attach(guests.begin("lt"), identity(), index(identity()))


def test_an_identity_without_a_code_is_nobodys():
    assert identities.person_of("") is None
    with pytest.raises(ValueError, match="without a code"):
        make(identity(""))
    assert Person.select().count() == 0


def test_its_owner_sees_the_last_four_digits_and_how_it_was_last_proven():
    ruta = people.ruta().person
    with time_machine.travel("2026-11-23 08:00Z", tick=False) as clock:
        attach(ruta, identity())
        clock.shift(60)
        attach(ruta, identity(method="mobile-id"))
    attach(ruta, identity("sub-1", kind="OIDC", country="", method="oidc"))
    first, second = identities.identities_of(ruta.id)
    assert (first.method, first.last_digits, first.used_at - first.since) == ("mobile-id", "1233", 60)
    assert (second.kind, second.last_digits) == ("OIDC", "")


def test_the_document_is_remembered_through_other_ways_of_proving():
    make(identity(document="PNOLT-48506151233-MOCK-Q", session="sid"))
    make(identity(method="viisp", family_name="Naujoji"))
    known = identities.recall(index(identity()))
    assert known == identity(method="viisp", family_name="Naujoji", document="PNOLT-48506151233-MOCK-Q")
    assert identities.recall(index(identity(JONAS))) is None


def test_the_table_tells_neither_code_nor_name_nor_document():
    make(identity(document="PNOLT-48506151233-MOCK-Q"))
    kept = str(rows("SELECT * FROM identity"))
    assert not [word for word in (CODE, "Kanar", "Slapt", "MOCK") if word in kept]


def test_an_identity_goes_with_its_person():
    Person.delete().where(Person.id == make(identity())).execute()
    assert IdentityRow.select().count() == 0


def test_a_browser_is_new_once():
    ruta = people.ruta().person.id
    assert [identities.recognise(ruta, name, "Firefox", "smart-id") for name in ("a", "a", "b")] == [True, False, True]
    assert not identities.is_known(people.jonas().person.id, "a")
    assert identities.is_known(ruta, "b")


def test_a_browser_that_comes_twice_at_once_is_new_once():
    ruta = people.ruta().person.id
    found = at_once([lambda: identities.recognise(ruta, "a", "Firefox", "smart-id")] * 4)
    assert found.count(True) == 1


def test_a_known_browser_shows_what_it_was_last_and_can_be_forgotten():
    ruta = people.ruta().person.id
    identities.recognise(ruta, "a", "Firefox", "smart-id")
    identities.recognise(ruta, "a", "Firefox 2", "viisp")
    (one,) = identities.browsers_of(ruta)
    assert (one.agent, one.method) == ("Firefox 2", "viisp")
    with pytest.raises(NotFound):
        identities.forget_browser(people.jonas().person.id, one.public_id)
    identities.forget_browser(ruta, one.public_id)
    assert identities.recognise(ruta, "a", "Firefox", "smart-id")


def test_pushes_rest_for_a_day_after_somebody_else_began_one():
    ruta, jonas = people.ruta().person.id, people.jonas().person.id
    with time_machine.travel("2026-11-23 08:00Z", tick=False) as clock:
        identities.block_pushes(ruta)
        assert [identities.pushes_allowed(who) for who in (ruta, jonas)] == [False, True]
        clock.shift(24 * 60 * 60)
        assert identities.pushes_allowed(ruta)
