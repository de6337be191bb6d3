"""Declaring through the pages, with and without script."""

import gzip

import pytest
import time_machine

from data.readings import Declaration, Reading
from data.services import Account, Meter, Service
from data.tariffs import Tariff
from settings import Settings
from tests import people
from tests.client import CheckingClient, controls, main_of, parse, said
from tests.counting import counted
from tests.declaring import values
from tests.mail import Postman

pytestmark = pytest.mark.usefixtures("november")


@pytest.fixture
def ona(client: CheckingClient) -> people.Flat:
    found = people.ona()
    client.sign_in(found.person)
    return found


@pytest.mark.parametrize("htmx", [False, True])
def test_one_meter_is_declared_in_three_pages_and_one_number(
    client: CheckingClient, jonas: people.Flat, htmx: bool
) -> None:
    page = client.get(values(jonas))
    check = client.send(page, "choice=declare", htmx=htmx, iki="7 710")
    assert "56 kWh × 0,22000 € = 12,32 €" in said(check)
    receipt = client.send(check, htmx=htmx)
    assert "Rodmenys deklaruoti" in said(receipt)
    assert "2026-000001" in said(receipt)
    assert "15,32 €" in said(receipt)
    assert Reading.get().value == 7_710_000


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("typed", ["", "abc", "-5", "1e3", "٣", "12,5", "123456", "NaN"])
def test_what_cannot_be_read_is_refused_with_the_cure_and_kept(
    client: CheckingClient, jonas: people.Flat, typed: str, htmx: bool
) -> None:
    page = client.send(client.get(values(jonas)), "choice=declare", htmx=htmx, iki=typed)
    assert page.status_code == (422 if htmx else 200)
    assert "<title>Klaida: " in page.text
    assert 'href="#iki"' in page.text
    assert 'aria-invalid="true"' in page.text
    assert f'value="{typed}"' in page.text


def test_the_problem_of_one_register_of_several_names_it(client: CheckingClient, ona: people.Flat) -> None:
    page = client.send(client.get(values(ona)), "choice=declare", iki_t1="12401", iki_t2="x")
    assert "Naktinis: Rodmuo turi būti sveikasis skaičius, pavyzdžiui, 12401" in said(page)


def test_no_use_takes_one_tap_and_the_choice_comes_apart(client: CheckingClient, ona: people.Flat) -> None:
    page = client.send(client.get(values(ona)), "unused=1")
    assert "Ką darysite toliau?" in said(page)
    check = client.send(page, choice="declare")
    assert "Nevartojote: 0 kWh" in said(check)
    assert "Rodmenys deklaruoti" in said(client.send(check))


def test_the_row_reads_well_without_its_shape(client: CheckingClient, ona: people.Flat) -> None:
    text = said(client.get(values(ona)))
    assert "Dieninis 12 345 (spalio 31 d.) Iki, dieninis, kWh" in text
    assert "Deklaruokite iki" in text
    assert "Iš viso su pastoviąja dalimi 3,00 €:" in text


def test_the_sum_comes_live_in_less_than_a_kilobyte(client: CheckingClient, ona: people.Flat) -> None:
    page = client.get(values(ona))
    data = {"csrf": csrf_of(page), "iki_t1": "12401", "iki_t2": "4 330"}
    piece = client.post(values(ona).replace("/values", "/sum"), data=data, headers={"HX-Request": "true"})
    assert len(piece.data) < 1000
    assert ">56 kWh<" in piece.text
    assert '<strong id="total" data-hx-swap-oob="true">18,85' in piece.text
    assert "Iš viso 18,85" in piece.text


def test_what_cannot_be_read_yet_makes_no_sum_and_no_noise(client: CheckingClient, ona: people.Flat) -> None:
    page = client.get(values(ona))
    data = {"csrf": csrf_of(page), "iki_t1": "12401", "iki_t2": ""}
    piece = client.post(values(ona).replace("/values", "/sum"), data=data)
    assert '<strong id="total" data-hx-swap-oob="true">–</strong>' in piece.text
    assert "Klaida" not in piece.text


def csrf_of(page: object) -> str:
    tree = parse(page)  # type: ignore[arg-type]
    return next(one.get("value", "") for one in main_of(tree).iter("input") if one.get("name") == "csrf")


@pytest.mark.parametrize("htmx", [False, True])
def test_declaring_and_paying_share_the_check_page(client: CheckingClient, jonas: people.Flat, htmx: bool) -> None:
    check = client.send(client.get(values(jonas)), "choice=declare_and_pay", htmx=htmx, iki="7710")
    assert "Pasirinkite mokėjimo būdą" in said(check)
    refused = client.send(check, htmx=htmx)
    assert "Klaida: " in refused.text
    bank = client.send(refused, htmx=htmx, method="seb")
    assert "Į banką" in said(bank)
    assert "15,32 €" in said(bank)
    assert Declaration.select().count() == 1


def test_the_last_button_names_the_act_and_the_sum(client: CheckingClient, jonas: people.Flat) -> None:
    check = client.send(client.get(values(jonas)), "choice=declare_and_pay", iki="7710")
    assert "Deklaruoti ir apmokėti 15,32 €" in said(check)


def test_a_smart_meter_shows_its_value_and_no_boxes(client: CheckingClient, jonas: people.Flat) -> None:
    Meter.update(is_smart=True).where(Meter.id == jonas.meters["electricity"].id).execute()
    page = client.get(values(jonas))
    assert "Nieko deklaruoti nereikia" in said(page)
    assert "7 654" in said(page)
    assert "<input" not in page.text.split("<main")[1].split("</main>")[0]


def test_an_open_provider_has_no_sum_but_takes_one_of_ones_own(client: CheckingClient, jonas: people.Flat) -> None:
    Account.update(plan="").where(Account.id == jonas.services["electricity"].account.id).execute()
    page = client.get(values(jonas))
    assert "Iš viso" not in said(page)
    check = client.send(page, "choice=declare_and_pay", iki="7710")
    bank = client.send(check, method="seb", amount="12,50")
    assert "12,50 €" in said(bank)
    assert Declaration.get().total is None


def test_several_meters_are_a_list_and_a_single_one_is_not(client: CheckingClient, jonas: people.Flat) -> None:
    text = said(client.get("/readings"))
    assert "Ką deklaruosite?" in text
    assert "Nedeklaruota iki lapkričio 30 d." in text
    Service.update(removed_at=1).where(Service.id == jonas.services["mother"].id).execute()
    assert client.get("/readings").location == values(jonas)


def test_the_history_shows_months_and_versions(client: CheckingClient, ona: people.Flat) -> None:
    (register,) = ona.registers("gas")
    people.reading(register, "2026-10", 2480, 2440)
    client.send(client.send(client.get(values(ona, "gas")), "choice=declare", iki="2500"))
    text = said(client.get(values(ona, "gas").replace("values", "history"))).replace("\u00a0", " ")
    assert "2026 m. lapkritis Deklaruota" in text
    assert "kvitas 2026-000001 18,97 € 2 480 2 500 20 m³ –" in text
    assert "2026 m. spalis Deklaruota pranešė teikėjas – 2 440 2 480 40 m³ –" in text


def test_hot_water_waits_for_its_window(client: CheckingClient, ona: people.Flat) -> None:
    with time_machine.travel("2026-11-20 12:00", tick=False):
        client.sign_in(ona.person)
        text = said(client.get(values(ona, "hot")))
    assert "Deklaruoti dar anksti" in text
    assert "nuo lapkričio 21 d. iki lapkričio 30 d." in text


def test_a_fragment_of_the_row_is_light(client: CheckingClient, ona: people.Flat) -> None:
    page = client.as_htmx(values(ona))
    assert len(gzip.compress(page.data)) < 3000


def test_the_sum_beside_iki_is_no_page_and_sets_no_cookie(client: CheckingClient, ona: people.Flat) -> None:
    typed = controls(next(main_of(parse(client.get(values(ona)))).iter("form"))) | {"iki_t1": "12401"}
    for meter, status in ((values(ona), 200), ("/readings/nobody/values", 404)):
        answer = client.as_htmx(meter.replace("values", "sum"), "POST", **typed)
        assert (answer.status_code, answer.headers.getlist("Set-Cookie")) == (status, [])
    assert client.get("/services").status_code == 200


def test_the_row_reads_the_database_twice(client: CheckingClient, jonas: people.Flat) -> None:
    client.get(values(jonas))
    with counted() as statements:
        client.as_htmx(values(jonas))
    assert len([one for one in statements if "session" not in one]) == 2


def test_the_receipt_comes_by_mail_with_its_arithmetic(
    client: CheckingClient, ona: people.Flat, settings: Settings
) -> None:
    client.send(client.send(client.get(values(ona)), "choice=declare", iki_t1="12401", iki_t2="4330"))
    (letter,) = Postman(settings).letters(ona.person.email)
    text = letter.text.replace("\u00a0", " ")
    assert letter.subject == "Rodmenys deklaruoti: kvitas 2026-000001"
    assert "Dieninis: Nuo 12 345 Iki 12 401, skirtumas 56 kWh × 0,25800 € = 14,45 €" in text
    assert "Iš viso: 18,85 €" in text
    assert "/receipts/2026-000001" in letter.text


def test_the_same_pages_speak_english(client: CheckingClient, ona: people.Flat) -> None:
    client.get("/language/en")
    check = client.send(client.get(values(ona)), "choice=declare", iki_t1="12401", iki_t2="4330")
    assert "56 kWh × 0,25800 € = 14,45 €" in said(check)
    text = said(client.send(check))
    assert "The readings are declared" in text
    assert "Iš viso" not in text


def test_the_price_that_comes_with_the_next_month_is_told(client: CheckingClient, ona: people.Flat) -> None:
    at = ona.services["gas"].account.provider
    Tariff.create(provider=at, plan="Standartinis", zone="gas", valid_from="2026-12-01", price=95_000)
    text = said(client.get(values(ona, "gas")))
    assert "iki lapkričio 30 d. – 0,89000 €, nuo gruodžio 1 d. – 0,95000 €" in text


def test_a_sum_that_changed_since_it_was_shown_is_shown_again(client: CheckingClient, jonas: people.Flat) -> None:
    check = client.send(client.get(values(jonas)), "choice=declare_and_pay", iki="7710")
    at = jonas.services["electricity"].account.provider
    Tariff.create(provider=at, plan="Standartinis", zone="1z", valid_from="2026-11-01", price=30_000)
    again = client.send(check, method="seb")
    assert "Suma pasikeitė. Patikrinkite ją dar kartą" in said(again)
    assert "19,80 €" in said(again)
    assert Declaration.select().count() == 0
