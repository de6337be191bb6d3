"""Adding a service as a resident does it: page by page, without script and with."""

from data.services import Account, Service
from tests.adding import ONA_POWER, OPEN_HOUSE, OPEN_POWER, POWER, add, to_code
from tests.client import CheckingClient, main_of, parse, said, text_of


def test_a_new_resident_is_led_to_the_first_service(ruta: CheckingClient) -> None:
    page = ruta.get("/services")
    assert "Paslaugų dar nepridėjote" in said(page)
    assert "Pridėti naują paslaugą" in said(page)
    assert ruta.get("/services/add").location == "/services/add/provider"


def test_a_service_is_added_in_three_pages(ruta: CheckingClient) -> None:
    code = to_code(ruta, POWER)
    assert "Kliento kodas" in said(code)
    assert "Kodą sudaro 8 skaitmenys" in said(code)
    check = ruta.send(code, payer_code=" 1002-0304 ", whose="mine", nickname="Namai")
    assert "Patikrinkite, ką įvedėte" in said(check)
    assert ONA_POWER in said(check)
    done = ruta.send(check)
    assert "Paslauga pridėta" in said(done)
    (task,) = [one for one in main_of(parse(done)).iter("a") if "Deklaruoti" in text_of(one)]
    assert ruta.get(task.get("href")).status_code == 200


def test_with_script_each_step_comes_as_the_next_one(ruta: CheckingClient) -> None:
    code = ruta.send(ruta.as_htmx("/services/add/provider"), form=1, htmx=True, provider=POWER)
    assert code.headers["HX-Push-Url"] == "/services/add/code"
    wrong = ruta.send(code, htmx=True, payer_code="12", whose="mine")
    assert wrong.status_code == 422
    check = ruta.send(wrong, htmx=True, payer_code=ONA_POWER, whose="mine")
    assert check.headers["HX-Push-Url"] == "/services/add/check"
    assert ruta.send(check, htmx=True).headers["HX-Push-Url"].endswith("/added")


def test_a_code_that_nobody_has_is_told_honestly(ruta: CheckingClient) -> None:
    page = ruta.send(to_code(ruta, POWER), payer_code="10020305", whose="mine", nickname="Namai")
    assert "Tokio kodo šis teikėjas neturi. Palyginkite su sąskaita" in said(page)
    assert page.text.count('value="10020305"') == 1
    assert 'value="Namai"' in page.text


def test_guessing_codes_ends_and_then_all_codes_are_answered_alike(ruta: CheckingClient) -> None:
    page = to_code(ruta, POWER)
    for number in range(10):
        page = ruta.send(page, payer_code=f"990{number}0304", whose="mine")
    there, missing = (said(ruta.send(page, payer_code=code, whose="mine")) for code in (ONA_POWER, "99990305"))
    assert there == missing
    assert "Per daug bandymų. Bandykite vėliau" in there
    assert Service.select().count() == 0


def test_codes_that_look_alike_are_guessed_five_times_only(ruta: CheckingClient) -> None:
    page = to_code(ruta, POWER)
    for number in range(5):
        page = ruta.send(page, payer_code=f"1002031{number}", whose="mine")
    assert "Per daug bandymų" in said(ruta.send(page, payer_code="10020318", whose="mine"))
    assert "Tokio kodo" in said(ruta.send(page, payer_code="10029999", whose="mine"))


def test_an_open_provider_asks_for_the_meter(ruta: CheckingClient) -> None:
    meter = ruta.send(to_code(ruta, OPEN_POWER), payer_code="7788", whose="mine")
    assert "Koks jūsų skaitiklis?" in said(meter)
    again = ruta.send(meter, meter_number="E 77", digits="5", first="")
    assert "Įveskite paskutinį deklaruotą rodmenį" in said(again)
    check = ruta.send(again, meter_number="E 77", digits="5", first="12 345", first_t2="4321")
    assert "12\u00a0345" in check.text
    done = ruta.send(check)
    assert "Paslauga pridėta" in said(done)
    (account,) = Account.select().where(Account.keeper > 0)
    (meter,) = account.meters
    assert [(row.code, row.zone, row.first_value) for row in meter.registers] == [
        ("t1", "day", 12345000),
        ("t2", "night", 4321000),
    ]
    assert ruta.get(f"/readings/{meter.public_id}/values").status_code == 200


def test_an_open_provider_without_meters_asks_for_the_code_only(ruta: CheckingClient) -> None:
    assert "Mokėti" in said(add(ruta, OPEN_HOUSE, "5544332"))


def test_the_same_service_is_not_added_twice(ruta: CheckingClient) -> None:
    add(ruta, POWER, ONA_POWER)
    again = ruta.send(to_code(ruta, POWER), payer_code=ONA_POWER, whose="mine")
    assert "Šią paslaugą jau pridėjote" in said(again)


def test_the_last_step_sent_twice_adds_one_service(ruta: CheckingClient) -> None:
    check = ruta.send(to_code(ruta, POWER), payer_code=ONA_POWER, whose="mine")
    first, second = ruta.send(check), ruta.send(check)
    assert first.request.path == second.request.path
    assert Service.select().count() == 1


def test_a_provider_is_found_by_kind_by_name_and_by_town(ruta: CheckingClient) -> None:
    assert "Šiaulių vandenys" in said(ruta.get("/services/add/provider?q=siauliu"))
    assert "Kauno švara" in said(ruta.get("/services/add/provider?q=atliekos+kaunas"))
    water = ruta.get("/services/add/provider?kind=water")
    assert sum(1 for _ in main_of(parse(water)).iter("option")) == 28
    assert "Ignitis" in said(ruta.get("/services/add/provider"))
    assert "Rasta: 0" in said(ruta.get("/services/add/provider?q=zzzz"))


def test_a_filter_stays_when_nothing_was_chosen(ruta: CheckingClient) -> None:
    page = ruta.send(ruta.get("/services/add/provider?kind=waste"), form=1)
    assert "Pasirinkite paslaugos teikėją" in said(page)
    assert "Kauno švara" in said(page)
    assert "Yra klaida" not in said(ruta.get("/services/add/provider?kind=gas"))


def test_the_providers_stand_under_the_label_of_the_contract(ruta: CheckingClient) -> None:
    for query in ("", "?kind=electricity"):
        assert "<legend>Paslaugos teikėjas</legend>" in ruta.get(f"/services/add/provider{query}").text
    many = ruta.get("/services/add/provider?kind=water").text
    assert '<label for="provider">Paslaugos teikėjas</label>' in many


def test_a_closed_provider_says_where_to_go(ruta: CheckingClient) -> None:
    page = ruta.get("/services/add/provider?q=perlas")
    assert "nebeteikia: Perlas Energija. Pasirinkite: Energijos skirstymo operatorius ESO" in said(page)
    assert "ESO (garantinis tiekimas)" in said(page)
    forced = ruta.send(page, form=1, provider="el-perlas-energija")
    assert "Pasirinkite: Energijos skirstymo operatorius ESO" in said(forced)


def test_from_the_check_page_each_answer_can_be_changed(ruta: CheckingClient) -> None:
    check = ruta.send(to_code(ruta, POWER), payer_code=ONA_POWER, whose="mine", nickname="Namai")
    links = [one.get("href") for one in main_of(parse(check)).iter("a") if text_of(one).startswith("Keisti")]
    assert set(links) == {"/services/add/provider", "/services/add/code"}
    code = ruta.get("/services/add/code")
    assert "Namai" in said(ruta.send(code, nickname="Namai 2"))
