"""My services and the pages of one of them; what a code alone never shows."""

import brotli

from data import services
from data.services import Meter, Service
from tests import people
from tests.adding import ONA_POWER, ONA_WATER, OPEN_POWER, POWER, WATER, add, to_code
from tests.client import CheckingClient, parse, said

CANARY = ("Ona Pavyzdienė", "Pavyzdien", "Gedimino pr. 9", "48506151233", "45810334", "18,55", "VV-2026-10-300405")


def test_the_page_and_the_fragment_say_the_same(ruta: CheckingClient) -> None:
    add(ruta, POWER, ONA_POWER)
    (one,) = Service.select()
    for path in (
        "/services",
        "/services/add/provider",
        f"/services/{one.public_id}",
        f"/services/{one.public_id}/name",
    ):
        assert said(ruta.get(path)) == said(ruta.as_htmx(path))


def test_the_code_alone_never_shows_whose_it_is(ruta: CheckingClient) -> None:
    pages = [add(ruta, WATER, ONA_WATER, whose="other"), add(ruta, POWER, ONA_POWER, whose="other")]
    pages += [
        ruta.get("/services"),
        ruta.as_htmx("/services"),
        ruta.get("/services/add/provider"),
        ruta.get("/pay/basket"),
    ]
    for one in Service.select():
        pages += [ruta.get(f"/services/{one.public_id}"), ruta.get(f"/services/{one.public_id}/proof")]
        meters = Meter.select().where(Meter.account == one.account)
        pages += [ruta.get(f"/readings/{meter.public_id}/{what}") for meter in meters for what in ("values", "history")]
    for page in pages:
        assert page.status_code == 200, page.request.path
        assert [secret for secret in CANARY if secret in page.text] == [], page.request.path


def test_the_meters_number_opens_the_account(ruta: CheckingClient) -> None:
    add(ruta, WATER, ONA_WATER)
    (one,) = Service.select()
    proof = ruta.get(f"/services/{one.public_id}/proof")
    assert "Numeris netinka" in said(ruta.send(proof, meter_number="S-553200"))
    page = said(ruta.send(proof, meter_number=" s553201"))
    assert "Gedimino pr. 9-12, Vilnius" in page
    assert "O***** P*****" in page
    assert "Pavyzdienė" not in page
    assert "18,55\u00a0€" in ruta.get(f"/services/{one.public_id}").text


def test_the_holders_whole_name_is_for_a_session_that_was_proven(client: CheckingClient) -> None:
    flat = people.ona()
    Service.update(level=2).where(Service.id == flat.services["gas"].id).execute()
    for proof, name in (("", "K***** S*****"), ("smart-id", "Kanarėlė Slaptoji")):
        client.sign_in(flat.person, proof)
        assert name in said(client.get(f"/services/{flat.services['gas'].public_id}"))
        assert "Kanarėlė" not in said(client.get(f"/services/{flat.services['cold'].public_id}"))


def test_guessing_meter_numbers_ends(ruta: CheckingClient) -> None:
    add(ruta, WATER, ONA_WATER)
    (one,) = Service.select()
    proof = ruta.get(f"/services/{one.public_id}/proof")
    for number in range(5):
        ruta.send(proof, meter_number=f"S-55320{number + 3}")
    assert "Per daug bandymų" in said(ruta.send(proof, meter_number="S-553201"))
    assert Service.get().level == 0


def test_my_services_and_other_peoples_stand_apart(ruta: CheckingClient) -> None:
    add(ruta, POWER, ONA_POWER, nickname="Namai")
    add(ruta, "el-ignitis-visuomeninis-elektros-tiekimas", "10020411", whose="other", nickname="Mamos butas")
    mine, _, others = said(ruta.get("/services")).partition("Kitų asmenų paslaugos")
    assert "Namai" in mine
    assert "12 345" in mine
    assert "Nedeklaruota" in mine
    assert "Mamos butas" in others


def test_a_smart_meter_says_that_nothing_needs_to_be_declared(ruta: CheckingClient) -> None:
    done = add(ruta, POWER, "10020528")
    assert "Nieko deklaruoti nereikia" in said(done)
    assert "Nieko deklaruoti nereikia" in said(ruta.get("/services"))


def test_a_service_is_renamed_removed_and_brought_back(ruta: CheckingClient) -> None:
    add(ruta, POWER, ONA_POWER)
    (one,) = Service.select()
    renamed = ruta.send(ruta.get(f"/services/{one.public_id}/name"), nickname="Sodas")
    assert "Sodas" in said(renamed)
    listed = ruta.send(renamed)
    assert "Paslauga pašalinta" in said(listed)
    assert services.of(one.person.id) == ()
    assert "Sodas" in said(ruta.send(listed))
    assert len(services.of(one.person.id)) == 1


def test_a_strangers_service_is_not_there(ruta: CheckingClient) -> None:
    flat = people.jonas()
    theirs = flat.services["electricity"].public_id
    token = ruta.get("/services/add/provider")
    for path in (f"/services/{theirs}", f"/services/{theirs}/name", f"/services/{theirs}/added", "/services/nothing"):
        assert ruta.get(path).status_code == 404
    csrf = next(one.get("value") for one in parse(token).iter("input") if one.get("name") == "csrf")
    assert ruta.post(f"/services/{theirs}/remove", data={"csrf": csrf}).status_code == 404
    assert Service.get(Service.public_id == theirs).removed_at == 0


def test_one_signs_in_first(client: CheckingClient) -> None:
    for path in ("/services", "/services/add/provider"):
        assert client.get(path).location == "/sign-in"


def test_every_step_is_small_over_the_wire(ruta: CheckingClient) -> None:
    add(ruta, WATER, ONA_WATER)
    for path in (
        "/services/add/provider",
        "/services/add/provider?kind=water",
        "/services/add/provider?kind=heat",
        "/services",
    ):
        assert len(brotli.compress(ruta.as_htmx(path).data, quality=5)) <= 3000, path
    check = ruta.send(to_code(ruta, OPEN_POWER), payer_code="7788", whose="mine")
    assert len(brotli.compress(check.data, quality=5)) <= 3000
