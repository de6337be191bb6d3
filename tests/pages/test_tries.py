"""How often one may try to sign in, and what a try costs."""

import pytest
import time_machine
from argon2 import PasswordHasher, extract_parameters
from flask import Flask

from app import create_app
from blueprints.access import address
from blueprints.hashing import Busy, Hashing, hashing
from blueprints.steps import HELD_AN_HOUR
from data import limits
from data.database import connect, database
from data.drafts import DraftRow
from data.people import Person
from settings import Settings
from tests import people
from tests.client import CheckingClient, main_of, parse, said
from tests.signing_in import FAILED, GOOD, ONA, enter

TOO_MANY = "Per daug bandymų. Bandykite vėliau"


class Watched(PasswordHasher):
    """argon2's own hasher, which keeps what it was asked to compare with."""

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002 - argon2's name for it
        self.compared = [*getattr(self, "compared", ()), hash]
        return super().verify(hash, password)


def test_an_unknown_address_costs_as_much_as_a_known_one(ona: Person) -> None:
    watched = Hashing()
    watched.hasher = hasher = Watched.from_parameters(extract_parameters(ona.password_hash))
    assert not any(watched.fits(kept, "nobody's password") for kept in (ona.password_hash, None))
    known, unknown = map(extract_parameters, hasher.compared)
    assert known == unknown


def test_an_unknown_address_waits_in_the_same_queue(ona: Person) -> None:
    small = Hashing(cores=1, queue=0, patience=0.01)
    with small._turn():
        for kept in (ona.password_hash, None):
            with pytest.raises(Busy):
                small.fits(kept, GOOD)


def test_after_five_wrong_passwords_one_waits_longer_and_longer(client: CheckingClient, ona: Person) -> None:
    with time_machine.travel("2026-11-23 12:00Z", tick=False) as clock:
        for _ in range(5):
            assert FAILED in said(enter(client, "ne tas slaptažodis"))
        waits = []
        for _ in range(8):
            answer = enter(client, "ne tas slaptažodis")
            assert (answer.status_code, TOO_MANY in said(answer)) == (429, True)
            waits.append(int(answer.headers["Retry-After"]))
            clock.shift(waits[-1])
            assert FAILED in said(enter(client, "ne tas slaptažodis"))
        assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
        clock.shift(60)
        assert enter(client).request.path == "/services"


def test_a_stranger_who_guesses_does_not_keep_the_owner_out(app: Flask, client: CheckingClient, ona: Person) -> None:
    stranger = app.test_client()
    stranger.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    with time_machine.travel("2026-11-23 12:00Z", tick=False):
        for _ in range(5):
            enter(stranger, "ne tas slaptažodis")
        assert enter(stranger).status_code == 429
        assert enter(client).request.path == "/services"


def test_limits_hold_across_two_instances_of_the_site(app: Flask, settings: Settings, ona: Person) -> None:
    database.close()  # the second instance opens its own
    other = create_app(settings)
    connect()
    other.test_client_class = CheckingClient
    browsers = [app.test_client(), other.test_client()]
    with time_machine.travel("2026-11-23 12:00Z", tick=False):
        answers = [enter(browsers[turn % 2], "ne tas slaptažodis").status_code for turn in range(7)]
    assert answers == [200] * 5 + [429] * 2


def test_one_address_may_try_thirty_times(app: Flask, ona: Person) -> None:
    stranger = app.test_client()
    stranger.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    with time_machine.travel("2026-11-23 12:00Z", tick=False) as clock:
        answers = [enter(stranger, "ne tas", f"kas{turn}@pastas.example") for turn in range(31)]
        assert [answer.status_code for answer in answers] == [200] * 30 + [429]
        clock.shift(600)
        assert enter(stranger).request.path == "/services"


def test_too_many_at_once_are_asked_to_wait_and_keep_their_address(
    client: CheckingClient, ona: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Hashing(cores=1, queue=0, patience=0.01)
    monkeypatch.setattr("blueprints.passwords.hashing", small)
    with small._turn():
        page = enter(client)
    assert page.status_code == 503
    assert page.headers["Retry-After"] == "5"
    assert "Šiuo metu daug lankytojų" in said(page)
    assert main_of(parse(page)).find(".//input[@id='email']").get("value") == ONA
    assert enter(client).request.path == "/services"


def test_what_the_site_was_too_busy_to_look_at_is_nobodys_failure(
    client: CheckingClient, ona: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Hashing(cores=1, queue=0, patience=0.01)
    monkeypatch.setattr("blueprints.passwords.hashing", small)
    with small._turn():
        assert {enter(client).status_code for _ in range(8)} == {503}
    assert enter(client).request.path == "/services"


def test_a_hash_of_older_parameters_is_renewed(client: CheckingClient, app: Flask) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(GOOD)
    person = people.person(ONA, old)
    enter(client)
    renewed = Person.get_by_id(person.id).password_hash
    assert renewed != old
    assert hashing.fits(renewed, GOOD)


@pytest.mark.parametrize(("before", "iki", "kept"), [(0, "7700", 1), (0, "7" * 50_000, 0), (HELD_AN_HOUR, "7700", 0)])
def test_strangers_cannot_fill_the_disk_with_forms_that_wait(app: Flask, before: int, iki: str, kept: int) -> None:
    client: CheckingClient = app.test_client()  # type: ignore[assignment]
    token = client.get("/help/report").text.split('name="csrf" value="')[1].split('"')[0]
    with app.test_request_context("/", environ_base={"REMOTE_ADDR": "127.0.0.1"}):
        for _ in range(before):
            limits.count("held", address())
    answer = client.post("/readings/any/values", data={"csrf": token, "iki": iki})
    assert answer.location == "/sign-in"
    assert DraftRow.select().where(DraftRow.subject == "any").count() == kept
    assert ("kept@" in str(answer.headers)) == bool(kept)
