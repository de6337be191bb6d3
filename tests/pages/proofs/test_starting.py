"""The pages that begin: what they ask, what they refuse, and how often a telephone may ring."""

import pytest

from data import attempts, identities, sealing
from data.attempts import Attempt
from tests.client import CheckingClient, main_of, parse, said
from tests.people import CODE, identity, person
from tests.proofs import FORMS, begin, browser_of, enter, sign_out

WAYS = ("smart-id", "mobile-id", "gateway")


@pytest.mark.parametrize("way", WAYS)
def test_each_way_begins_an_attempt_and_waits(client: CheckingClient, way: str) -> None:
    shown = attempts.seen_by(begin(client, way), browser_of(client))
    assert (shown.state, shown.purpose, shown.person_id) == ("created", "enter", None)


@pytest.mark.parametrize("way", WAYS)
def test_the_same_form_twice_is_one_attempt(client: CheckingClient, way: str) -> None:
    page = client.get(f"/sign-in/{way}")
    fields = {name: value for name, value in FORMS[way].items() if name != "way"}
    first, second = (client.send(page, **fields) for _ in range(2))
    assert first.request.path == second.request.path
    assert Attempt.select().count() == 1


def test_the_other_sign_in_page_links_every_way(client: CheckingClient) -> None:
    links = [link.get("href") for link in main_of(parse(client.get("/sign-in"))).findall(".//li/a")]
    assert links == [f"/sign-in/{way}" for way in ("mobile-id", "smart-id", "gateway")]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"phone": "", "personal_code": ""}, "Įveskite asmens kodą"),
        ({"phone": "123", "personal_code": CODE}, "telefono"),
        ({"phone": "+37060000001", "personal_code": "48506151234"}, "Patikrinkite asmens kodą"),
        ({"phone": "+37060000001", "personal_code": "abc"}, "Patikrinkite asmens kodą"),
        ({"phone": "+37060000001", "personal_code": "4" * 500}, "Patikrinkite asmens kodą"),
    ],
)
def test_what_cannot_be_is_refused_with_the_cure(client: CheckingClient, typed: dict[str, str], problem: str) -> None:
    page = client.send(client.get("/sign-in/mobile-id"), **typed)
    assert page.request.path == "/sign-in/mobile-id"
    assert problem in said(page)
    assert Attempt.select().count() == 0


def test_the_telephone_stays_typed_and_the_personal_code_does_not(client: CheckingClient) -> None:
    page = client.send(client.get("/sign-in/mobile-id"), phone="+370 600 00 001", personal_code="48506151234")
    fields = {field.get("name"): field.get("value") for field in main_of(parse(page)).iter("input")}
    assert fields["phone"] == "+370 600 00 001"
    assert not fields["personal_code"]


@pytest.mark.parametrize("typed", ["485 0615-1233", " 48506151233\u00a0", "485.06.15.1233"])
def test_a_personal_code_may_have_signs_between(client: CheckingClient, typed: str) -> None:
    begin(client, "mobile-id", personal_code=typed)


def test_neither_code_nor_telephone_is_readable_in_the_table(client: CheckingClient) -> None:
    begin(client, "mobile-id")
    row = Attempt.get()
    told = " ".join(str(value) for value in row.__data__.values())
    assert CODE not in told
    assert "60000001" not in told


def test_one_telephone_is_asked_once_at_a_time(client: CheckingClient) -> None:
    first = begin(client, "mobile-id")
    assert begin(client, "mobile-id") == first  # this browser is led back to its own
    other = client.application.test_client()
    page = other.send(other.get("/sign-in/mobile-id"), **FORMS["mobile-id"])
    assert "telefonas jau laukia atsakymo" in said(page)


def test_a_telephone_rings_three_times_in_ten_minutes(client: CheckingClient) -> None:
    for _ in range(3):
        attempts.cancel(begin(client, "mobile-id"), browser_of(client))
    page = client.send(client.get("/sign-in/mobile-id"), **FORMS["mobile-id"])
    assert page.status_code == 429
    assert page.headers["Retry-After"] == "600"
    assert "Per daug bandymų" in said(page)


def test_a_telephone_is_not_asked_for_another_person_every_time(client: CheckingClient) -> None:
    for code in (CODE, "33309240064", "60002290014"):
        attempts.cancel(begin(client, "mobile-id", personal_code=code), browser_of(client))
    page = client.send(client.get("/sign-in/mobile-id"), phone="+37060000001", personal_code="50102030017")
    assert page.status_code == 429


def test_a_browser_that_was_never_used_is_offered_no_push(client: CheckingClient) -> None:
    assert "Asmens kodas" not in said(client.get("/sign-in/smart-id"))


@pytest.mark.parametrize("code", [CODE, "33309240064"])
def test_whom_this_browser_does_not_know_is_told_what_everybody_is_told(client: CheckingClient, code: str) -> None:
    """An account elsewhere, or none at all: nobody can find out."""
    identities.make_person(identity(), sealing.index(identity()), "lt")
    client.set_cookie("device", "d" * 43, domain="127.0.0.1")
    page = client.send(client.get("/sign-in/smart-id"), button="push=1", personal_code=code)
    assert "Šioje naršyklėje tas asmuo su Smart-ID dar nesijungė" in said(page)
    assert Attempt.select().count() == 0


def test_a_person_may_push_from_a_browser_they_used(client: CheckingClient) -> None:
    enter(client, identity(document="PNOLT-48506151233-MOCK-Q"))
    sign_out(client)
    page = client.send(client.get("/sign-in/smart-id"), button="push=1", personal_code=CODE)
    assert "Patvirtinkite telefone" in said(page)
    assert attempts.seen_by(page.request.path.rpartition("/")[2], browser_of(client)).flow == "push"


def test_after_it_was_not_me_no_telephone_rings(client: CheckingClient) -> None:
    enter(client, identity(document="PNOLT-48506151233-MOCK-Q"))
    whose = identities.person_of(sealing.index(identity()))
    assert whose
    sign_out(client)
    identities.block_pushes(whose)
    assert "Per daug bandymų" in said(client.send(client.get("/sign-in/smart-id"), button="push=1", personal_code=CODE))
    assert "Per daug bandymų" in said(client.send(client.get("/sign-in/mobile-id"), **FORMS["mobile-id"]))


def test_who_is_signed_in_proves_themselves_anew(client: CheckingClient) -> None:
    ona = person("ona@pavyzdys.lt")
    client.sign_in(ona)
    shown = attempts.seen_by(begin(client), browser_of(client))
    assert (shown.purpose, shown.person_id) == ("prove", ona.id)


@pytest.mark.parametrize(("way", "page"), [(way, f"/sign-in/{way}") for way in WAYS] + [("facebook", "")])
def test_registering_by_a_strong_way_is_signing_in_by_it(client: CheckingClient, way: str, page: str) -> None:
    answer = client.get(f"/register/{way}")
    assert (answer.location or "") == page
    assert answer.status_code == (303 if page else 404)


def test_a_form_sent_again_rings_no_more_and_counts_once(client: CheckingClient) -> None:
    page = client.get("/sign-in/mobile-id")
    paths = {client.send(page, **FORMS["mobile-id"]).request.path for _ in range(5)}
    assert len(paths) == 1
    assert "/sign-in/attempts/" in paths.pop()


def test_whoever_knows_a_code_does_not_keep_its_owner_out(client: CheckingClient) -> None:
    """Three tries with telephones of a stranger's choice leave the owner's own (accounts.md §6)."""
    for number in ("+37060000091", "+37060000092", "+37060000093"):
        stranger = client.application.test_client()
        attempts.cancel(begin(stranger, "mobile-id", phone=number), browser_of(stranger))
    begin(client, "mobile-id")
