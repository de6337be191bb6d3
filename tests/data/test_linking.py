"""Contracts in a person's name: which strong identity links, which it lets go, and what the person did about it."""

import json

import pytest

from data import identities, outbox, sealing, services
from data.database import NotFound, atomic
from data.outbox import Outbox
from data.people import Person, begin_session
from data.services import Account, LinkEvent, Provider, Service, linking
from data.services.linking import Changes
from tests import people
from tests.at_once import at_once
from tests.people import CODE, identity

INDEX = "of Ona"  # what an index looks like is of no interest here, but for one test
OTHER = "of Jonas"


def holds(flat: people.Flat, index: str = INDEX, *kinds: str) -> None:
    """The provider has named the holder of these contracts."""
    accounts = [flat.services[kind].account for kind in kinds or flat.services]
    Account.update(holder_index=index).where(Account.id.in_(accounts)).execute()


def strong(index: str = INDEX) -> int:
    """Somebody who has proven who they are, and has no mailbox."""
    return identities.make_person(identity(), index, "lt")


def levels(person_id: int) -> dict[str, int]:
    return {one.kind: one.level for one in services.of(person_id)}


def link(person_id: int, index: str = INDEX) -> Changes:
    return linking.link_contracts(person_id, index)


def told(person_id: int) -> list[tuple[str, str]]:
    return [(event.what, event.reason) for event in linking.history(person_id)]


@pytest.fixture
def flat(_tables: None) -> people.Flat:
    """Ona's flat; two of its contracts name her."""
    made = people.ona()
    holds(made, INDEX, "electricity", "gas")
    return made


def test_every_contract_of_the_holder_is_linked_and_says_why(flat: people.Flat) -> None:
    made = strong()
    changes = link(made)
    assert levels(made) == {"electricity": 2, "gas": 2}
    assert {one.public_id for one in services.of(made)} == set(changes.linked)
    assert [one.whose for one in services.of(made)] == ["mine", "mine"]
    event = linking.history(made)[0]
    assert (event.what, event.reason, event.provider, event.payer_code) == ("linked", "holder", "Dujos", "10000002")
    assert (event.may_undo, event.may_restore) == (True, False)


def test_a_linked_contract_shows_address_bills_and_the_holders_whole_name(flat: people.Flat) -> None:
    people.bill(flat.services["gas"].account, "B-1", 1745)
    made = strong()
    link(made)
    gas = services.of(made)[1]
    assert (gas.address, gas.holder, gas.can_be_proven) == ("Slaptoji g. 9-12, Vilnius", "Kanarėlė Slaptoji", False)
    assert [bill.number for bill in services.bills(made, gas.public_id)] == ["B-1"]


def test_the_same_sign_in_again_changes_nothing(flat: people.Flat) -> None:
    made = strong()
    link(made)
    assert link(made) == Changes()
    assert (Service.select().where(Service.person == made).count(), LinkEvent.select().count()) == (2, 2)


def test_two_sign_ins_at_once_link_once(flat: people.Flat) -> None:
    made = strong()
    found = at_once([lambda: link(made)] * 4)
    assert sorted(len(changes.linked) for changes in found) == [0, 0, 0, 2]
    assert Service.select().where(Service.person == made).count() == 2


def test_two_whole_sign_ins_at_once_do_not_wait_for_each_other_forever(flat: people.Flat) -> None:
    made = strong()

    def enter(token: str) -> int:
        with atomic():
            begin_session(made, token, "smart-id", "", "", proof="smart-id")
            identities.attach(made, identity(), INDEX)
            return len(link(made).linked)

    for turn in range(5):
        at_once([lambda token=f"{turn}-{number}": enter(token) for number in range(4)])
    assert levels(made) == {"electricity": 2, "gas": 2}


def test_a_sign_in_and_an_adding_at_once_make_one_service(flat: people.Flat) -> None:
    made = strong()
    at_once([lambda: link(made), lambda: services.add(made, "k1", "elektra", "10000001", "other")])
    link(made)
    assert levels(made) == {"electricity": 2, "gas": 2}


def test_a_service_that_was_there_is_raised_and_keeps_its_name() -> None:
    flat = people.jonas()
    holds(flat, OTHER)
    identities.attach(flat.person.id, identity(), OTHER)
    changes = link(flat.person.id, OTHER)
    assert set(changes.linked) == {one.public_id for one in flat.services.values()}
    assert {(one.level, one.nickname) for one in services.of(flat.person.id)} == {(2, "Namai"), (2, "Mamos butas")}


def test_what_a_file_names_is_found_by_the_identity_of_that_country_alone(flat: people.Flat) -> None:
    holds(flat, sealing.index(identity()))
    made, index = strong(sealing.index(identity())), sealing.index(identity())
    assert len(link(made, index).linked) == 4
    estonian = identity(CODE, country="EE")
    other = identities.make_person(estonian, sealing.index(estonian), "lt")
    assert link(other, sealing.index(estonian)) == Changes()


def test_no_index_links_nothing_though_holders_without_a_code_abound() -> None:
    flat = people.ona()
    made = strong()
    assert {account.holder_index for account in Account.select()} == {""}
    assert link(made, "") == link(made) == Changes()
    assert services.of(made) == ()
    assert flat.services


def test_nobody_links_by_an_index_that_is_not_theirs(flat: people.Flat) -> None:
    with pytest.raises(NotFound):
        link(people.ruta().person.id)
    assert LinkEvent.select().count() == 0


def test_what_a_resident_typed_and_a_provider_that_sent_nothing_are_not_linked(flat: people.Flat) -> None:
    made = strong()
    Account.update(keeper=made).where(Account.payer_code == "10000001").execute()
    Provider.update(is_connected=False).where(Provider.code == "dujos").execute()
    assert link(made) == Changes()


def test_a_contract_of_another_holder_goes_at_the_next_sign_in(flat: people.Flat) -> None:
    made = strong()
    gas = link(made).linked[1]
    holds(flat, OTHER, "gas")
    assert link(made) == Changes((), (gas,))
    assert levels(made) == {"electricity": 2}
    assert told(made)[0] == ("unlinked", "holder_changed")
    assert link(made) == Changes()
    services.restore(made, gas)
    assert levels(made)["gas"] == 0


def test_a_service_added_by_its_code_stays_with_what_the_code_opens(flat: people.Flat) -> None:
    """Its meter's number proved something of the holder before: it does not outlive the holder (security.md §4)."""
    identities.attach(flat.person.id, identity(), INDEX)
    link(flat.person.id)
    holds(flat, OTHER, "gas")
    assert link(flat.person.id).unlinked == (flat.services["gas"].public_id,)
    assert levels(flat.person.id) == {"electricity": 2, "gas": 0, "water": 1, "heat": 1}


def test_a_contract_that_comes_back_is_linked_anew(flat: people.Flat) -> None:
    made = strong()
    link(made)
    for index in (OTHER, INDEX):
        holds(flat, index, "gas")
        link(made)
    assert levels(made) == {"electricity": 2, "gas": 2}
    assert told(made)[:2] == [("linked", "holder"), ("unlinked", "holder_changed")]


def test_another_identity_of_the_same_person_takes_no_contract_away(flat: people.Flat) -> None:
    made = strong()
    link(made)
    identities.attach(made, identity(country="EE"), "of an Estonian")
    assert link(made, "of an Estonian") == link(made, "") == Changes()
    assert levels(made) == {"electricity": 2, "gas": 2}


def test_who_has_proven_the_account_is_not_told_of_its_holder_but_the_holder_of_newcomers(flat: people.Flat) -> None:
    identities.attach(flat.person.id, identity(), INDEX)
    Service.update(whose="other").where(Service.person == flat.person).execute()
    link(flat.person.id)
    told = Outbox.select().where(Outbox.kind == "newcomer")
    assert told.count() == 0
    services.add(people.ruta().person.id, "k1", "elektra", "10000001", "other")
    assert [json.loads(row.payload)["to"] for row in told] == ["ona@pavyzdys.lt"]


def test_a_holder_without_a_mailbox_gets_no_letter(flat: people.Flat) -> None:
    Person.update(email=None).where(Person.id == flat.person.id).execute()
    services.add(people.ruta().person.id, "k1", "elektra", "10000001", "other")
    assert outbox.due() == []
