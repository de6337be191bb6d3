"""A photo beside an odd reading: the reading is declared first, the photo may come or not."""

from io import BytesIO

import pytest

from blueprints.cookies import hashed
from data import photos, provider_tokens
from data.photos import Photo
from data.readings import Declaration
from developing import developed
from rules.photos import MOST_BYTES, MOST_OF_RECEIPT
from tests import people
from tests.client import BASE_URL, CheckingClient, controls, main_of, parse, said
from tests.declaring import values
from tests.people import Flat
from tests.photographs import photo

pytestmark = pytest.mark.usefixtures("november")


@pytest.fixture
def receipt(client: CheckingClient, jonas: Flat) -> str:
    """The receipt of a reading that was questioned and confirmed."""
    page = client.send(client.get(values(jonas)), "choice=declare", iki="9999")
    assert "nuotrauką galėsite pridėti" in said(page)
    page = client.send(client.send(page, reason="heating"))
    assert "Skaitiklio nuotrauka" in said(page)
    return page.request.path


def sent(client: CheckingClient, receipt: str, raw: bytes, name: str = "IMG_1.jpg"):  # type: ignore[no-untyped-def]
    """Add a photo by the form of the receipt's page."""
    form = next(f for f in main_of(parse(client.get(receipt))).iter("form") if f.get("action") == f"{receipt}/photos")
    answer = client.post(f"{receipt}/photos", data={**controls(form), "photo": (BytesIO(raw), name)}, base_url=BASE_URL)
    return client.get(answer.location) if answer.status_code == 303 else answer


def test_a_photo_is_added_made_anew_and_seen(client: CheckingClient, receipt: str) -> None:
    page = sent(client, receipt, photo())
    assert "Nuotrauka gauta, ją ruošiame" in said(page)
    one = Photo.get()
    path = f"{receipt}/photos/{one.public_id}.jpg"
    assert client.get(path).status_code == 404
    assert photos.develop(developed) == 1
    assert f'src="{path}"' in client.get(receipt).text
    shown = client.get(path)
    assert shown.data.startswith(b"\xff\xd8\xff")
    assert b"Slaptas" not in shown.data
    assert shown.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox; default-src 'none'" in shown.headers.getlist("Content-Security-Policy")


def test_nobody_else_sees_it(client: CheckingClient, receipt: str) -> None:
    sent(client, receipt, photo())
    photos.develop(developed)
    path = f"{receipt}/photos/{Photo.get().public_id}"
    client.sign_in(people.ona().person)
    assert client.get(f"{path}.jpg").status_code == 404
    assert Photo.select().count() == 1


def test_the_provider_does(client: CheckingClient, receipt: str) -> None:
    sent(client, receipt, photo())
    photos.develop(developed)
    provider_tokens.give("elektra", hashed("secret"))
    people.provider("dujos", "gas", "m³")
    provider_tokens.give("dujos", hashed("other"))
    program = client.application.test_client()
    headers = {"Authorization": "Bearer secret"}
    told = program.get("/api/readings?since=2026-11-01", headers=headers, base_url=BASE_URL).json
    (flag,) = [flag for flag in told["readings"][0]["flags"].split() if flag.startswith("photo:")]
    path = f"/api/photos/{flag.removeprefix('photo:')}.jpg"
    assert program.get(path, headers=headers, base_url=BASE_URL).data.startswith(b"\xff\xd8\xff")
    assert program.get(path, headers={"Authorization": "Bearer other"}, base_url=BASE_URL).status_code == 404
    assert program.get(path, base_url=BASE_URL).status_code == 401


def test_what_is_no_photo_is_refused_with_the_cure(client: CheckingClient, receipt: str) -> None:
    assert "Nuotrauka turi būti JPEG, PNG arba WebP failas" in said(sent(client, receipt, b"%PDF-1.7", "../../x.jpg"))
    assert "Pasirinkite nuotrauką" in said(sent(client, receipt, b"", ""))
    assert Photo.select().count() == 0


def test_what_only_begins_like_a_photo_is_told_later(client: CheckingClient, receipt: str) -> None:
    sent(client, receipt, b"\xff\xd8\xff" + b"x" * 100)
    photos.develop(developed)
    assert "kaip nuotraukos perskaityti nepavyko" in said(client.get(receipt))
    assert bytes(Photo.get().content) == b""


def test_one_that_is_too_large_is_stopped_at_the_door(client: CheckingClient, receipt: str) -> None:
    said_to_come = {"CONTENT_LENGTH": str(MOST_BYTES + 70_000), "CONTENT_TYPE": "multipart/form-data; boundary=x"}
    assert client.post(f"{receipt}/photos", data=b"--x", environ_overrides=said_to_come).status_code == 413
    assert client.post("/help/report", data={"message": "x" * 70_000}, base_url=BASE_URL).status_code == 413


def test_a_receipt_has_a_few_and_the_same_one_once(client: CheckingClient, receipt: str) -> None:
    for side in (100, 100, 101, 102):
        sent(client, receipt, photo((side, 80)))
    assert Photo.select().count() == MOST_OF_RECEIPT
    assert "Pridėti nuotrauką" not in said(client.get(receipt))


def test_it_can_be_taken_away(client: CheckingClient, receipt: str) -> None:
    page = sent(client, receipt, photo())
    actions = [form.get("action") for form in main_of(parse(page)).iter("form")]
    client.send(page, form=actions.index(f"{receipt}/photos/{Photo.get().public_id}/remove"))
    assert Photo.select().count() == 0


def test_a_reading_that_was_not_odd_asks_for_none(client: CheckingClient, jonas: Flat) -> None:
    page = client.send(client.send(client.get(values(jonas)), "choice=declare", iki="7710"))
    assert "Skaitiklio nuotrauka" not in said(page)
    assert Declaration.select().count() == 1
