"""Another e-mail address for an account: asked for, confirmed, undone, and two of each at once."""

import pytest
import time_machine

from data import email_changes, identities, letters, people
from data.letters import Proof
from data.outbox import Outbox
from data.people import EmailChange, Person, Session
from tests import people as builders
from tests.at_once import at_once

OLD, NEW, THIRD = "ona@pastas.example", "nauja@pastas.example", "trecia@pastas.example"
DAY = 24 * 60 * 60
UNDO = Proof("undo-nonce", "undo")


@pytest.fixture
def ona() -> Person:
    return builders.person(OLD, "hash of a password")


def ask(who: Person, email: str = NEW, name: str = "token") -> None:
    email_changes.ask(who.id, email, Proof(f"nonce {name}", name, "code"))


def email_of(who: Person) -> str | None:
    found: str | None = Person.get_by_id(who.id).email
    return found


def told() -> list[str]:
    return [letter.kind for letter in Outbox.select().order_by(Outbox.id)]


def changed(who: Person, email: str = NEW, name: str = "token", undo: Proof = UNDO) -> None:
    ask(who, email, name)
    assert email_changes.confirm(name, undo)


def test_nothing_changes_before_the_new_mailbox_confirms(ona: Person) -> None:
    ask(ona)
    assert email_of(ona) == OLD
    assert told() == ["confirm_email"]
    wish = email_changes.wish(ona.id)
    assert wish and wish.email == NEW


def test_the_link_changes_the_address_once_and_tells_the_old_mailbox(ona: Person) -> None:
    changed(ona)
    assert email_of(ona) == NEW
    assert told() == ["confirm_email", "email_changed"]
    assert email_changes.wish(ona.id) is None
    assert not email_changes.confirm("token", Proof("n", "other"))


def test_the_code_does_the_same(ona: Person) -> None:
    ask(ona)
    assert email_changes.try_code(ona.id, "wrong", UNDO) == "wrong"
    assert email_changes.try_code(ona.id, "code", UNDO) == "done"
    assert email_of(ona) == NEW
    assert email_changes.try_code(ona.id, "code", UNDO) == "nothing"


def test_a_code_has_five_tries_and_ten_minutes(ona: Person) -> None:
    ask(ona)
    for _ in range(5):
        email_changes.try_code(ona.id, "wrong", UNDO)
    assert email_changes.try_code(ona.id, "code", UNDO) == "expired"
    with time_machine.travel(0, tick=False) as clock:
        ask(ona, name="second")
        clock.shift(10 * 60)
        assert email_changes.try_code(ona.id, "code", UNDO) == "expired"
        assert email_changes.confirm("second", UNDO)


def test_a_link_lives_a_day(ona: Person) -> None:
    with time_machine.travel(0, tick=False) as clock:
        ask(ona)
        clock.shift(DAY - 1)
        assert email_changes.is_alive("token")
        clock.shift(1)
        assert not email_changes.is_alive("token")
        assert not email_changes.confirm("token", UNDO)


def test_a_newer_wish_ends_the_older_one(ona: Person) -> None:
    ask(ona, NEW, "first")
    ask(ona, THIRD, "second")
    assert not email_changes.confirm("first", UNDO)
    assert email_changes.confirm("second", UNDO)
    assert email_of(ona) == THIRD


def test_a_changed_password_and_a_disowned_browser_end_the_wish(ona: Person) -> None:
    ask(ona)
    people.change_password(ona.id, "another")
    assert not email_changes.is_alive("token")
    ask(ona, name="second")
    people.forget_wishes(ona.id)
    assert not email_changes.is_alive("second")


def test_an_address_of_somebody_else_is_told_to_its_owner_alone(ona: Person) -> None:
    builders.person(NEW)
    ask(ona)
    assert told() == ["email_taken"]
    wish = email_changes.wish(ona.id)
    assert wish and wish.email == NEW
    assert email_changes.try_code(ona.id, "code", UNDO) == "wrong"
    assert not email_changes.confirm("token", UNDO)
    assert email_of(ona) == OLD


def test_an_address_that_is_taken_meanwhile_is_not_given_twice(ona: Person) -> None:
    ask(ona)
    builders.person(NEW)
    assert not email_changes.confirm("token", UNDO)
    assert email_of(ona) == OLD
    assert told() == ["confirm_email"]


def test_two_who_confirm_one_address_at_once_do_not_both_get_it(ona: Person) -> None:
    jonas = builders.person("jonas@pastas.example")
    ask(ona, name="hers")
    ask(jonas, name="his")
    won = at_once(
        [
            lambda: email_changes.confirm("hers", Proof("a", "undo-a")),
            lambda: email_changes.confirm("his", Proof("b", "undo-b")),
        ]
    )
    assert sorted(won) == [False, True]
    assert Person.select().where(Person.email == NEW).count() == 1


def test_a_link_that_is_pressed_four_times_at_once_changes_once(ona: Person) -> None:
    ask(ona)
    won = at_once([lambda: email_changes.confirm("token", Proof("n", "undo"))] * 4)
    assert won.count(True) == 1


def test_guesses_at_once_are_all_counted(ona: Person) -> None:
    ask(ona)
    at_once([lambda: email_changes.try_code(ona.id, "wrong", UNDO)] * 5)
    assert email_changes.try_code(ona.id, "code", UNDO) == "expired"


def test_a_first_address_tells_no_old_mailbox() -> None:
    nobody = Person.create()
    changed(nobody)
    assert email_of(nobody) == NEW
    assert told() == ["confirm_email"]


def test_links_that_would_set_a_password_from_the_old_mailbox_die_with_the_change(ona: Person) -> None:
    letters.ask_for_reset(OLD, "lt", Proof("n", "reset"))
    changed(ona)
    assert letters.address("reset", "reset") is None
    assert not letters.reset("reset", "new")


def test_a_letter_to_an_address_that_is_no_longer_the_accounts_sets_no_password(ona: Person) -> None:
    letters.ask_for_reset(OLD, "lt", Proof("n", "reset"))
    Person.update(email=NEW).where(Person.id == ona.id).execute()
    assert not letters.reset("reset", "new")


def test_the_old_mailbox_may_undo_the_change_for_a_day(ona: Person) -> None:
    people.begin_session(ona.id, "a session", "email", "", "")
    changed(ona)
    assert email_changes.undo("undo", look_only=True) == "done"
    assert email_of(ona) == NEW
    assert email_changes.undo("undo") == "done"
    found = Person.get_by_id(ona.id)
    assert (found.email, found.password_hash) == (OLD, "")
    assert Session.select().count() == 0
    assert told()[-1] == "email_restored"
    assert email_changes.undo("undo") == "dead"


def test_after_a_day_it_may_not(ona: Person) -> None:
    with time_machine.travel(0, tick=False) as clock:
        changed(ona)
        clock.shift(DAY)
        assert email_changes.undo("undo") == "dead"
        assert email_of(ona) == NEW


def test_undoing_four_times_at_once_happens_once(ona: Person) -> None:
    changed(ona)
    assert at_once([lambda: email_changes.undo("undo")] * 4).count("done") == 1


def test_later_changes_fall_with_the_one_that_is_undone(ona: Person) -> None:
    changed(ona, NEW, "first", Proof("a", "undo-a"))
    changed(ona, THIRD, "second", Proof("b", "undo-b"))
    ask(ona, "ketvirta@pastas.example", "third")
    assert email_changes.undo("undo-a") == "done"
    assert email_of(ona) == OLD
    assert email_changes.undo("undo-b") == "dead"
    assert not email_changes.confirm("third", UNDO)


def test_whoever_goes_back_to_the_old_address_has_nothing_to_undo(ona: Person) -> None:
    changed(ona, NEW, "first", Proof("a", "undo-a"))
    changed(ona, OLD, "second", Proof("b", "undo-b"))
    assert email_changes.undo("undo-a") == "dead"
    assert email_changes.undo("undo-b", look_only=True) == "done"


def test_an_old_address_that_has_another_account_by_now_is_not_taken_from_it(ona: Person) -> None:
    changed(ona)
    other = builders.person(OLD)
    assert email_changes.undo("undo") == "taken"
    assert (email_of(ona), email_of(other)) == (NEW, OLD)


def test_what_is_over_is_forgotten(ona: Person) -> None:
    with time_machine.travel(0, tick=False) as clock:
        changed(ona)
        clock.shift(DAY)
        assert email_changes.forget_old(DAY) == 0
        assert email_changes.forget_old(DAY + 1) == 1
    assert EmailChange.select().count() == 0


def test_a_joined_identity_is_told_of_once() -> None:
    ona = builders.person(OLD)
    for method in ("smart-id", "mobile-id"):
        identities.attach(ona.id, builders.identity(method=method), "index")
    assert told() == ["identity_added"]
    (known,) = identities.identities_of(ona.id)
    assert (known.method, known.methods) == ("mobile-id", ("smart-id", "mobile-id"))


def test_whoever_came_by_an_identity_is_told_of_nothing() -> None:
    identities.make_person(builders.identity(), "index", "lt")
    assert told() == []
