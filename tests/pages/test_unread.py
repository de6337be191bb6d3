"""A meter that cannot be read this month: told once, nothing is due, and the provider hears of it."""

import pytest
import time_machine

from data import reminders, unread
from data.services import Service
from data.unread import Unread
from tests import people
from tests.client import CheckingClient, said
from tests.declaring import values
from tests.people import Flat

pytestmark = pytest.mark.usefixtures("november")


def page_of(flat: Flat) -> str:
    return f"/readings/{flat.meters['electricity'].public_id}/unread"


def test_telling_it_makes_nothing_due_and_says_what_follows(client: CheckingClient, jonas: Flat) -> None:
    assert f'href="{page_of(jonas)}"' in client.get(values(jonas)).text
    page = client.send(client.get(page_of(jonas)), why="no_access")
    assert "Negaliu prieiti prie skaitiklio" in said(page)
    assert "pagal vidurkį" in said(page)
    assert "Pranešėte, kad negalite nurašyti" in said(client.get("/services"))
    assert len(list(unread.out("elektra", "2026-11-01"))) == 1


def test_it_is_taken_back_by_one_press(client: CheckingClient, jonas: Flat) -> None:
    page = client.send(client.get(page_of(jonas)), why="out_of_order")
    page = client.send(page)
    assert "Kodėl negalite nurašyti?" in said(page)
    assert Unread.select().count() == 0


def test_it_may_be_declared_all_the_same(client: CheckingClient, jonas: Flat) -> None:
    client.send(client.get(page_of(jonas)), why="unreadable")
    page = client.send(client.send(client.get(values(jonas)), "choice=declare", iki="7710"))
    assert "Rodmenys deklaruoti" in said(page)


def test_the_later_word_of_a_month_stands_and_next_month_begins_anew(client: CheckingClient, jonas: Flat) -> None:
    for why in ("no_access", "no_access", "out_of_order"):
        page = client.get(page_of(jonas))
        client.send(client.send(page), why=why) if "vis dėlto" in said(page) else client.send(page, why=why)
    assert [one.why for one in Unread.select()] == ["out_of_order"]
    with time_machine.travel("2026-12-05T12:00+02:00"):
        client.sign_in(jonas.person)
        assert "Kodėl negalite nurašyti?" in said(client.get(page_of(jonas)))


def test_nobody_is_reminded_of_what_they_have_told(client: CheckingClient, jonas: Flat) -> None:
    Service.update(created_at=1).execute()
    Service.delete().where(Service.level == 0).execute()
    client.send(client.get(page_of(jonas)), why="no_access")
    with time_machine.travel("2026-11-29T12:00+02:00"):
        assert reminders.remind() == 0


def test_it_is_told_of_ones_own_meters_only(client: CheckingClient, jonas: Flat) -> None:
    ona = people.ona()
    assert client.get(page_of(ona)).status_code == 404


@pytest.mark.parametrize(
    ("until", "words"),
    [
        ("", ""),
        ("2027-01-23", ""),
        ("2027-01-22", "patikra galioja iki 2027 m. sausio 22 d."),
        ("2026-11-23", "patikra galioja iki"),
        ("2026-11-22", "patikra baigėsi 2026 m. lapkričio 22 d."),
    ],
)
def test_the_end_of_a_verification_is_told_two_months_before(
    client: CheckingClient, jonas: Flat, until: str, words: str
) -> None:
    type(jonas.meters["electricity"]).update(verified_until=until).execute()
    for path in (values(jonas), values(jonas).replace("values", "history")):
        told = said(client.get(path)).replace("\u00a0", " ")
        assert words in told
        assert ("patikra" in told) is bool(words)
