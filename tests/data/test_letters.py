"""Letters that prove a mailbox, when two things happen at once."""

from data import letters, people
from data.letters import Confirmed, Proof, Waiting
from data.people import Person, Session
from tests import people as builders
from tests.at_once import at_once

RUTA = Waiting("ruta@pastas.example", "kept", "lt")


def test_a_link_that_is_pressed_four_times_at_once_makes_one_account() -> None:
    letters.ask_to_register(RUTA, "browser", Proof("n", "token"))
    won = [found for found in at_once([lambda: letters.confirm("token")] * 4) if found]
    assert len(won) == 1
    assert Person.select().count() == 1


def test_a_code_that_is_sent_four_times_at_once_makes_one_account() -> None:
    letters.ask_to_register(RUTA, "browser", Proof("n", "token", "code"))
    found = at_once([lambda: letters.try_code("browser", "code")] * 4)
    assert [type(one) for one in found].count(Confirmed) == 1
    assert Person.select().count() == 1


def test_guesses_at_once_are_all_counted() -> None:
    letters.ask_to_register(RUTA, "browser", Proof("n", "token", "code"))
    at_once([lambda: letters.try_code("browser", "wrong")] * 5)
    assert letters.try_code("browser", "code") == "expired"


def test_a_known_address_gets_a_letter_that_confirms_nothing() -> None:
    builders.person(RUTA.email, "of the owner")
    letters.ask_to_register(RUTA, "browser", Proof("n", "token", "code"))
    assert letters.confirm("token") is None
    assert letters.try_code("browser", "code") == "wrong"
    keys = people.keys_of(RUTA.email)
    assert keys is not None
    assert keys.password_hash == "of the owner"


def test_a_reset_that_is_sent_four_times_at_once_happens_once() -> None:
    builders.person(RUTA.email, "old")
    letters.ask_for_reset(RUTA.email, "lt", Proof("n", "token"))
    assert at_once([lambda: letters.reset("token", "new")] * 4).count(True) == 1


def test_a_link_to_register_resets_no_password() -> None:
    letters.ask_to_register(RUTA, "browser", Proof("n", "token"))
    assert not letters.reset("token", "new")
    assert letters.address("reset", "token") is None
    assert letters.address("register", "token") == RUTA.email


def test_what_is_over_is_forgotten() -> None:
    ruta = builders.person(RUTA.email)
    people.begin_session(ruta.id, "alive", "email", "", "")
    people.begin_session(ruta.id, "idle", "email", "", "")
    Session.update(seen_at=0).where(Session.token_hash == "idle").execute()
    assert people.forget_ended() == 1
    assert people.visitor("alive") is not None
