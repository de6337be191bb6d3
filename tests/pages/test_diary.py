"""Notes of one's own: seen by nobody else, billed by nobody."""

import pytest
import time_machine

from data.diary import DiaryNote
from data.outbox import Outbox
from data.readings import Reading
from tests import people
from tests.client import CheckingClient, main_of, parse, said
from tests.people import Flat

pytestmark = pytest.mark.usefixtures("november")


def diary(flat: Flat, kind: str = "electricity") -> str:
    return f"/readings/{flat.meters[kind].public_id}/diary"


def test_a_note_is_kept_and_goes_to_nobody(client: CheckingClient, jonas: Flat) -> None:
    page = client.send(client.get(diary(jonas)), iki="7700")
    assert "7 700" in said(page)
    assert Reading.select().count() == Outbox.select().count() == 0
    with time_machine.travel("2026-11-25T12:00+02:00"):
        client.sign_in(jonas.person)
        page = client.send(client.get(diary(jonas)), iki="7710")
    assert "10 kWh 5 kWh" in said(page)


def test_a_second_note_of_the_day_takes_the_first_ones_place(client: CheckingClient, jonas: Flat) -> None:
    for iki in ("7700", "7701"):
        client.send(client.get(diary(jonas)), iki=iki)
    assert DiaryNote.get().value == 7_701_000


def test_even_a_lower_one_is_taken_for_it_is_their_own_book(client: CheckingClient, jonas: Flat) -> None:
    assert "12" in said(client.send(client.get(diary(jonas)), iki="12"))
    assert DiaryNote.get().value == 12_000


@pytest.mark.parametrize("htmx", [False, True])
def test_what_is_no_reading_is_told_and_stays(client: CheckingClient, jonas: Flat, htmx: bool) -> None:
    page = client.send(client.get(diary(jonas)), htmx=htmx, iki="77a")
    assert 'value="77a"' in page.text
    assert 'aria-invalid="true"' in page.text
    assert DiaryNote.select().count() == 0


def test_both_registers_are_noted_together(client: CheckingClient) -> None:
    ona = people.ona()
    client.sign_in(ona.person)
    page = client.send(client.get(diary(ona)), iki_t1="12400", iki_t2="4400")
    assert DiaryNote.select().count() == 2
    page = client.send(
        page,
        form=[form.get("action") for form in main_of(parse(page)).iter("form")].index(
            f"{diary(ona)}/2026-11-23/strike"
        ),
    )
    assert DiaryNote.select().count() == 0
    assert "Dar nieko neįrašyta" in said(page)


def test_nobody_else_sees_them(client: CheckingClient, jonas: Flat) -> None:
    client.send(client.get(diary(jonas)), iki="7700")
    other = people.person("kita@pavyzdys.lt")
    people.service(other, jonas.services["electricity"].account)
    client.sign_in(other)
    assert "7 700" not in said(client.get(diary(jonas)))
    client.sign_in(people.ona().person)
    assert client.get(diary(jonas)).status_code == 404
