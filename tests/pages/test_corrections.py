"""When the time to correct a reading oneself is over, one asks, staff settle it, and the answer comes."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from werkzeug.test import TestResponse

from data.corrections import Correction
from data.readings import Declaration, Reading
from tests import people
from tests.client import CheckingClient, main_of, parse, said
from tests.declaring import values
from tests.mail import Postman
from tests.people import Flat

LATER = "2026-12-04T12:00+02:00"


@pytest.fixture
def receipt(client: CheckingClient, jonas: Flat) -> Iterator[str]:
    """The receipt of November, looked at in December."""
    with time_machine.travel("2026-11-23T12:00+02:00") as clock:
        client.sign_in(jonas.person)
        page = client.send(client.send(client.get(values(jonas)), "choice=declare", iki="7754"))
        assert "Prašyti pataisyti" not in said(page)
        clock.move_to(LATER)
        client.sign_in(jonas.person)
        yield page.request.path


def asked(client: CheckingClient, receipt: str, **more: str) -> TestResponse:
    assert "Prašyti pataisyti" in said(client.get(receipt))
    return client.send(client.get(f"{receipt}/correction"), **({"iki": "7704", "reason": "typed_wrong"} | more))


def desk(client: CheckingClient) -> CheckingClient:
    """The browser of somebody of staff."""
    staff: CheckingClient = client.application.test_client()  # type: ignore[assignment]
    staff.sign_in(people.person("darbuotoja@savitarna.example", role="staff"))
    return staff


def settled(client: CheckingClient, act: str, answer: str = "") -> TestResponse:
    staff = desk(client)
    page = staff.get("/staff")
    actions = [form.get("action") for form in main_of(parse(page)).iter("form")]
    where = actions.index(f"/staff/corrections/{Correction.get().public_id}")
    return staff.send(page, f"act={act}", form=where, answer=answer)


def test_an_accepted_wish_makes_a_new_version_at_the_prices_of_its_month(
    client: CheckingClient, receipt: str, postman: Postman
) -> None:
    page = asked(client, receipt, words="Sumaišiau skaitmenis")
    assert page.request.path == receipt
    assert "Prašote pataisyti" in said(page)
    page = settled(client, "accept", "Pataisėme.")
    assert "Prašymai pataisyti" not in said(page)
    old, new = Declaration.select().order_by(Declaration.id)
    assert (old.state, new.state, new.channel, new.period) == ("replaced", "declared", "staff", "2026-11")
    assert new.declared_at > old.declared_at
    assert (old.total, new.total) == (2200 + 300, 1100 + 300)
    assert Reading.get(Reading.declaration == new).used == 50_000
    assert [one.value for one in Reading.select().where(Reading.is_valid)] == [7_704_000]
    page = client.get(receipt)
    assert "Rodmuo pataisytas" in said(page)
    assert "Pataisėme." in said(page)
    page = client.get(f"/receipts/{new.number}")
    assert "įrašė darbuotojas" in said(page)
    assert "Visi" in said(page)
    letter = postman.letters(str(old.person.email))[-1]
    assert letter.subject.startswith("Rodmuo pataisytas")
    assert "Pataisėme." in letter.text
    assert f"/receipts/{new.number}" in letter.text


def test_a_declined_wish_changes_nothing_and_says_why(client: CheckingClient, receipt: str, postman: Postman) -> None:
    asked(client, receipt)
    settled(client, "decline", "Nuotraukoje matyti 7754.")
    assert Declaration.select().count() == 1
    page = client.get(receipt)
    assert "Rodmuo nepataisytas" in said(page)
    assert "Nuotraukoje matyti 7754." in said(page)
    assert "Prašyti pataisyti" in said(page)
    assert postman.letters("jonas@pavyzdys.lt")[-1].subject.startswith("Rodmuo nepataisytas")


def test_staff_see_both_values_and_the_difference(client: CheckingClient, receipt: str) -> None:
    asked(client, receipt, reason="misread", words="Nemačiau be akinių")
    page = said(desk(client).get("/staff")).replace("\u00a0", " ")
    for told in ("7 754", "7 704", "-50", "Blogai nurašiau nuo skaitiklio", "Nemačiau be akinių", "2026 m. lapkritis"):
        assert told in page


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"iki": "7754"}, "Toks rodmuo ir deklaruotas"),
        ({"iki": "7x"}, "Rodmuo turi būti sveikasis skaičius"),
        ({"reason": ""}, "Pasirinkite priežastį"),
        ({"words": "a" * 501}, "Ne daugiau kaip 500 ženklų"),
    ],
)
def test_what_is_wrong_is_told_and_stays(
    client: CheckingClient, receipt: str, htmx: bool, typed: dict[str, str], words: str
) -> None:
    form: dict[str, Any] = {"iki": "7704", "reason": "typed_wrong"} | typed
    form = {name: value for name, value in form.items() if value}
    page = client.send(client.get(f"{receipt}/correction"), htmx=htmx, **form)
    assert words in said(page)
    assert f'value="{form["iki"]}"' in page.text
    assert Correction.select().count() == 0


def test_a_wish_is_sent_once_while_it_is_open(client: CheckingClient, receipt: str) -> None:
    page, other = client.get(f"{receipt}/correction"), client.get(f"{receipt}/correction")
    for form in (page, page, other):
        client.send(form, iki="7704", reason="other")
    assert Correction.select().count() == 1
    assert "Prašyti pataisyti" not in said(client.get(receipt))


def test_settling_twice_keeps_the_first(client: CheckingClient, receipt: str) -> None:
    asked(client, receipt)
    settled(client, "accept")
    path = f"/staff/corrections/{Correction.get().public_id}"
    staff = client.application.test_client()
    staff.sign_in(people.person("kitas@savitarna.example", role="staff"))
    token = staff.get("/help/report").text.split('name="csrf" value="')[1].split('"')[0]
    assert staff.post(path, data={"csrf": token, "act": "decline"}).status_code == 303
    assert Correction.get().state == "accepted"
    assert Declaration.select().count() == 2


def test_where_a_later_reading_has_followed_nothing_is_corrected(
    client: CheckingClient, receipt: str, jonas: Flat
) -> None:
    """It was counted from the wrong one: to count the difference again would double it."""
    asked(client, receipt)
    client.send(client.send(client.get(values(jonas)), "choice=declare", iki="7760"))
    page = client.get(receipt)
    assert "jis skirtumą išlygino" in said(page)
    assert client.get(f"{receipt}/correction").status_code == 404
    page = desk(client).get("/staff")
    assert "jis skirtumą išlygino" in said(page)
    assert 'value="accept"' not in page.text


def test_before_the_deadline_one_corrects_it_oneself(client: CheckingClient, jonas: Flat) -> None:
    with time_machine.travel("2026-11-23T12:00+02:00"):
        client.sign_in(jonas.person)
        page = client.send(client.send(client.get(values(jonas)), "choice=declare", iki="7754"))
        assert client.get(f"{page.request.path}/correction").status_code == 404


def test_nobody_asks_about_receipts_of_others(client: CheckingClient, receipt: str) -> None:
    client.sign_in(people.ona().person)
    assert client.get(f"{receipt}/correction").status_code == 404


def test_a_value_below_nuo_is_taken_as_the_last_one_having_been_wrong(client: CheckingClient, receipt: str) -> None:
    asked(client, receipt, iki="7000")
    settled(client, "accept")
    new = Declaration.select().order_by(Declaration.id.desc()).get()
    assert new.total is None
    assert "last_wrong" in new.flags
