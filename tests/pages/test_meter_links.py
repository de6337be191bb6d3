"""A link opens one meter to whoever holds it, tells nothing of anybody, and its maker gets the receipt."""

import re

import pytest

from data import meter_links
from data.limits import LimitHit
from data.meter_links import MeterLink
from data.outbox import Outbox
from data.readings import Declaration, Reading
from data.services import Register, Service
from tests import people
from tests.client import CheckingClient, said
from tests.declaring import values
from tests.people import Flat

pytestmark = pytest.mark.usefixtures("november")


def made(client: CheckingClient, flat: Flat, kind: str = "electricity") -> str:
    """The path of the link that the meter's resident makes."""
    page = client.send(client.get(f"/readings/{flat.meters[kind].public_id}/link"))
    found = re.search(r'class="told" href="http://127\.0\.0\.1:8000(/m/[A-Za-z0-9_-]+)"', page.text)
    assert found, page.text
    return found[1]


@pytest.fixture
def stranger(client: CheckingClient) -> CheckingClient:
    return client.application.test_client()


def test_whoever_holds_the_link_declares_and_its_maker_gets_the_receipt(
    client: CheckingClient, jonas: Flat, stranger: CheckingClient
) -> None:
    opened = stranger.get(made(client, jonas))
    page = stranger.get(opened.location)
    assert "7 654" in said(page)
    assert "Kvitas bus išsiųstas adresu j…@p….lt" in said(page)
    page = stranger.send(stranger.send(page, iki="7710"))
    assert "Rodmenys deklaruoti" in said(page)
    one = Declaration.get()
    assert (one.person_id, one.channel, one.state) == (jonas.person.id, "link", "declared")
    assert Reading.get(Reading.declaration == one).value == 7_710_000
    (letter,) = Outbox.select().where(Outbox.kind == "declared")
    assert jonas.person.email in letter.payload
    assert "20000001" in letter.payload
    assert "per nuorodą" in said(client.get(f"/receipts/{one.number}"))


def test_the_pages_of_a_link_tell_nothing_of_anybody(client: CheckingClient, stranger: CheckingClient) -> None:
    ona = people.ona()
    client.sign_in(ona.person)
    people.declaration(ona.person, ona.meters["gas"], 890, {"": 2490})
    seen = [page := stranger.get(f"{made(client, ona, 'gas')}/values")]
    seen.append(page := stranger.send(page, iki="9999"))
    assert "Ar rodmuo teisingas?" in said(page)
    seen.append(page := stranger.send(page))
    assert "Patikrinkite rodmenis" in said(page)
    seen.append(stranger.send(page))
    for page in seen:
        for personal in ("10000002", "ona@", "Kanarėlė", "Slaptoji", "Namai", "2 490", "D10000001", "prieš metus"):
            assert personal not in page.text


@pytest.mark.parametrize("htmx", [False, True])
def test_bad_input_is_kept_and_told(client: CheckingClient, jonas: Flat, stranger: CheckingClient, htmx: bool) -> None:
    page = stranger.send(stranger.get(f"{made(client, jonas)}/values"), htmx=htmx, iki="77,1")
    assert 'value="77,1"' in page.text
    assert 'aria-invalid="true"' in page.text
    assert Declaration.select().count() == 0


def test_a_lower_reading_is_questioned_there_too(client: CheckingClient, jonas: Flat, stranger: CheckingClient) -> None:
    path = made(client, jonas)
    page = stranger.send(stranger.get(f"{path}/values"), iki="7645")
    assert "Ar skaitiklis apsisuko, pakeistas, ar suklydote?" in said(page)
    page = stranger.send(page, lower="typo")
    assert 'value="7645"' in page.text
    assert page.request.path == f"{path}/values"


def test_the_sum_while_typing(client: CheckingClient, jonas: Flat, stranger: CheckingClient) -> None:
    path = made(client, jonas)
    page = stranger.get(f"{path}/values")
    assert f'data-hx-post="{path}/sum"' in page.text
    token = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert token
    assert "56 kWh" in stranger.post(f"{path}/sum", data={"csrf": token[1], "iki": "7710"}).text


def test_the_same_form_twice_declares_once(client: CheckingClient, jonas: Flat, stranger: CheckingClient) -> None:
    check = stranger.send(stranger.get(f"{made(client, jonas)}/values"), iki="7710")
    first, second = stranger.send(check), stranger.send(check)
    assert first.request.path == second.request.path
    assert Declaration.select().count() == 1


def test_a_revoked_link_opens_nothing(client: CheckingClient, jonas: Flat, stranger: CheckingClient) -> None:
    path = made(client, jonas)
    page = stranger.get(f"{path}/values")
    mine = client.send(client.get(f"/readings/{jonas.meters['electricity'].public_id}/link"))
    assert "Sukurti nuorodą" in said(mine)
    for dead in (stranger.get(path), stranger.get(f"{path}/values"), stranger.send(page, iki="7710")):
        assert dead.status_code == 410
        assert "Ši nuoroda nebegalioja" in said(dead)
    assert made(client, jonas) != path


def test_pressing_twice_makes_one_link(client: CheckingClient, jonas: Flat) -> None:
    page = client.get(f"/readings/{jonas.meters['electricity'].public_id}/link")
    assert client.send(page).text.count("/m/") == client.send(page).text.count("/m/")
    assert MeterLink.select().count() == 1


@pytest.mark.parametrize("spoil", [lambda code: code[:-1], lambda code: "A" * 22 + code[22:], lambda _: "x", str.upper])
def test_a_forged_link_is_none(client: CheckingClient, jonas: Flat, stranger: CheckingClient, spoil: object) -> None:
    code = made(client, jonas).removeprefix("/m/")
    assert callable(spoil)
    assert stranger.get(f"/m/{spoil(code)}").status_code == 410


def test_guessing_links_is_limited(stranger: CheckingClient, few_tries: int) -> None:
    stranger.get(f"/m/{'A' * 22}-AAAAAAAA")  # a page that is new to the tests is asked for in every language
    LimitHit.delete().execute()
    statuses = [stranger.get(f"/m/{'A' * 22}-AAAAAAAA").status_code for _ in range(few_tries + 1)]
    assert statuses == [410] * few_tries + [429]


def test_its_maker_goes_to_their_own_page(client: CheckingClient, jonas: Flat) -> None:
    assert client.get(made(client, jonas)).location == values(jonas)


def test_a_link_of_a_removed_service_is_dead(client: CheckingClient, jonas: Flat, stranger: CheckingClient) -> None:
    path = made(client, jonas)
    Service.update(removed_at=1).execute()
    assert stranger.get(path).status_code == 410


def test_a_reminders_link_ends_with_its_month(client: CheckingClient, jonas: Flat, stranger: CheckingClient) -> None:
    meter = jonas.meters["electricity"].id
    links = [meter_links.give(jonas.person.id, meter, period) for period in ("2026-10", "2026-11")]
    old, good = map(meter_links.code_of, links)
    assert stranger.get(f"/m/{old}").status_code == 410
    assert stranger.get(f"/m/{good}").status_code == 303
    assert meter_links.forget_old("2026-11") == 1
    assert stranger.get(f"/m/{good}").status_code == 303


def test_nobody_makes_links_to_meters_of_others(client: CheckingClient, jonas: Flat) -> None:
    ona = people.ona()
    for path in ("link", "link.svg"):
        assert client.get(f"/readings/{ona.meters['gas'].public_id}/{path}").status_code == 404


def test_a_meter_that_is_read_from_afar_has_nothing_to_declare(
    client: CheckingClient, jonas: Flat, stranger: CheckingClient
) -> None:
    path = made(client, jonas)
    type(jonas.meters["electricity"]).update(is_smart=True).execute()
    page = stranger.get(f"{path}/values")
    assert "Nieko deklaruoti nereikia" in said(page)
    assert "20000001" not in page.text


def test_several_registers_have_a_box_each(client: CheckingClient, stranger: CheckingClient) -> None:
    ona = people.ona()
    client.sign_in(ona.person)
    page = stranger.get(f"{made(client, ona)}/values")
    page = stranger.send(stranger.send(page, iki_t1="12400", iki_t2="4350"))
    assert "Rodmenys deklaruoti" in said(page)
    assert Register.select().where(Register.meter == ona.meters["electricity"]).count() == Reading.select().count()
