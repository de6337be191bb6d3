"""What the page of services is told of contracts that came and went: the statement against the models."""

import pytest

from data.database import now, rows
from data.services import LinkEvent, linking, remove, restore
from tests import people
from tests.linking import holds, known, link, newcomer, pass_on


@pytest.fixture
def flat(_tables: None) -> people.Flat:
    made = people.ona()
    holds(made, "electricity", "gas")
    return made


def test_who_has_proven_nothing_is_not_known_and_has_no_news(flat: people.Flat) -> None:
    assert linking.news(flat.person.id) == linking.News(is_known=False)


def test_who_has_proven_who_they_are_is_known_without_any_contract(flat: people.Flat) -> None:
    holds(flat, index="nobody")
    assert linking.news(newcomer().id) == linking.News(is_known=True)


def test_what_is_news_is_the_latest_event_of_each_contract_unless_it_was_seen(flat: people.Flat) -> None:
    who = newcomer()
    electricity, gas = link(who).linked
    pass_on(flat, "gas")
    told = linking.news(who.id)
    assert told.linked == {electricity: linking.Change("Elektra", "10000001", electricity, was_there=False)}
    assert told.unlinked == (linking.Change("Dujos", "10000002", "", was_there=False),)
    linking.seen(who.id)
    assert linking.news(who.id) == linking.News(is_known=True)
    holds(flat, "gas")
    again = link(who).linked
    assert list(linking.news(who.id).linked) == list(again) != [gas]


def test_ones_own_acts_are_no_news(flat: people.Flat) -> None:
    who = known(flat.person)
    service = link(who).linked[0]
    for act in (linking.undo, linking.restore, remove, restore):
        act(who.id, service)
        assert service not in linking.news(who.id).linked
    assert len(linking.news(who.id).linked) == 1


def test_what_came_is_news_for_a_week(flat: people.Flat) -> None:
    who = newcomer()
    link(who)
    LinkEvent.update(at=now() - linking.WEEK - 60).where(LinkEvent.person == who).execute()
    assert linking.news(who.id) == linking.News(is_known=True)


def test_seeing_is_noted_once_and_for_oneself(flat: people.Flat) -> None:
    who, stranger = newcomer(), people.ruta().person
    link(who)
    linking.seen(stranger.id)
    assert rows("SELECT DISTINCT seen_at FROM link_event") == [(0,)]
    linking.seen(who.id)
    LinkEvent.update(seen_at=5).where(LinkEvent.person == who).execute()
    linking.seen(who.id)
    assert rows("SELECT DISTINCT seen_at FROM link_event") == [(5,)]


def test_the_latest_event_of_a_service_is_that_of_its_contract(flat: people.Flat) -> None:
    who = newcomer()
    electricity, gas = link(who).linked
    linking.undo(who.id, gas)
    latest = linking.latest(who.id, electricity), linking.latest(who.id, gas)
    assert [event and event.what for event in latest] == ["linked", "undone"]
    assert linking.latest(flat.person.id, flat.services["gas"].public_id) is None


def test_a_provider_that_supplies_nobody_any_more_is_not_linked_and_what_was_linked_stays(flat: people.Flat) -> None:
    who, at = newcomer(), flat.services["gas"].account.provider
    at.is_closed = True
    at.save()
    assert len(link(who).linked) == 1
    at.is_closed = False
    at.save()
    (gas,) = link(who).linked
    at.is_closed = True
    at.save()
    assert link(who) == linking.Changes()
    linking.undo(who.id, gas)
    assert not linking.history(who.id)[0].may_restore
