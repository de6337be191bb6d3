"""Accounts with and without a mailbox, and how strongly a session is proven."""

from data import guests, people
from data.database import now
from data.outbox import Outbox
from data.people import Person, Session, Visitor
from tests import people as builders


def visitor(person_id: int, **more: str) -> Visitor:
    people.begin_session(person_id, "token", "test", "", "", **more)
    found = people.visitor("token")
    assert found is not None
    return found


def test_who_has_no_mailbox_is_not_a_guest():
    found = visitor(Person.create(language="lt").id)
    assert (found.email, found.is_guest, found.is_staff) == ("", False, False)


def test_a_guest_is_one_by_their_role():
    assert visitor(guests.begin("lt")).is_guest
    Person.update(email="kazkas@pavyzdys.lt").where(Person.role == "guest").execute()
    found = people.visitor("token")
    assert found is not None
    assert found.is_guest


def test_a_session_is_proven_from_the_moment_of_the_proof():
    ruta = builders.ruta().person
    assert visitor(ruta.id).proven_at == 0
    people.end_session("token")
    before = now()
    assert before <= visitor(ruta.id, proof="smart-id").proven_at <= now()
    assert Session.get().proof == "smart-id"


def test_a_new_password_is_told_only_where_there_is_a_mailbox():
    people.change_password(Person.create(language="lt").id, "new")
    assert Outbox.select().count() == 0
    people.change_password(builders.ruta().person.id, "new")
    assert Outbox.select().count() == 1


def test_the_providers_end_of_a_session_ends_ours_and_no_other():
    ruta = builders.ruta().person
    people.begin_session(ruta.id, "one", "oidc", "", "", proof="oidc", oidc_sid="ruta s1")
    people.begin_session(ruta.id, "two", "oidc", "", "", proof="oidc", oidc_sid="ruta s2")
    people.begin_session(ruta.id, "three", "email", "", "")
    assert people.end_sessions_of_provider("", "") == 0
    assert people.end_sessions_of_provider("ruta", "s1") == 1
    assert {one.token_hash for one in Session.select()} == {"two", "three"}
