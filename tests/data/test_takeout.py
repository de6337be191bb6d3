"""What a person takes along is all of theirs, and nothing that is not."""

import json

from data import email_changes, identities, payments, people, sealing, takeout
from data.letters import Proof
from data.services import Service, linking
from rules.basket import Wanted
from tests import people as builders
from tests.people import CODE, identity

WHEN = 1_795_600_000  # 2026-11-25 in Vilnius


def taken(person_id: int) -> dict:
    return json.loads(takeout.as_text(takeout.everything(person_id, WHEN)))


def test_it_is_one_text_with_every_part() -> None:
    ona = builders.ona()
    builders.declaration(ona.person, ona.meters["electricity"], 1500, {"t1": 12400, "t2": 4400})
    payments.start(ona.person.id, [Wanted("declared", "E10000001-2026-11-1")], "seb", "key-of-the-attempt-001")
    people.begin_session(ona.person.id, "hash", "email", "192.0.2.1", "Firefox")
    identities.recognise(ona.person.id, "browser", "Firefox", "email")
    found = taken(ona.person.id)
    assert found["made_at"] == "2026-11-25T11:46:40+02:00"
    assert found["account"]["email"] == "ona@pavyzdys.lt"
    assert [one["payer_code"] for one in found["services"]] == ["10000001", "10000002", "10000003", "10000004"]
    assert [one["address"] for one in found["sessions"]] == ["192.0.2.1"]
    assert [one["agent"] for one in found["browsers"]] == ["Firefox"]
    (declared,) = found["readings"]
    assert (declared["number"], declared["total_cents"]) == ("E10000001-2026-11-1", 1500)
    assert declared["registers"][0] == {
        "register": "t1", "zone": "day", "unit": "kWh", "from": "12345", "to": "12400", "used": "55"
    }  # fmt: skip
    (paid,) = found["payments"]
    assert (paid["amount_cents"], paid["state"], paid["number"]) == (1500, "created", None)
    assert paid["items"] == [
        {"provider": "Elektra", "payer_code": "10000001", "number": "E10000001-2026-11-1", "amount_cents": 1500}
    ]
    assert [(one["number"], one["what"]) for one in found["receipts"]] == [("E10000001-2026-11-1", "declared")]


def test_of_an_identity_only_the_last_four_digits_leave_the_house() -> None:
    who = identity()
    person_id = identities.make_person(who, sealing.index(who), "lt")
    text = takeout.as_text(takeout.everything(person_id, WHEN))
    assert json.loads(text)["identities"][0]["code_ends_with"] == CODE[-4:]
    assert json.loads(text)["identities"][0]["ways"] == ["smart-id"]
    for secret in (CODE, sealing.index(who), "Kanarėlė"):
        assert secret not in text


def test_links_and_changes_of_address_are_told_with_their_moments() -> None:
    who, flat = identity(), builders.ona()
    Service.delete().where(Service.person == flat.person).execute()
    account = flat.services["gas"].account
    account.holder_index = sealing.index(who)
    account.save()
    identities.attach(flat.person.id, who, sealing.index(who))
    linking.link_contracts(flat.person.id, sealing.index(who))
    email_changes.ask(flat.person.id, "nauja@pastas.example", Proof("n", "token"))
    assert email_changes.confirm("token", Proof("u", "undo"))
    found = taken(flat.person.id)
    assert [(one["what"], one["payer_code"]) for one in found["links"]] == [("linked", "10000002")]
    (change,) = found["email_changes"]
    assert (change["from"], change["to"], change["undone_at"]) == ("ona@pavyzdys.lt", "nauja@pastas.example", None)
    assert change["confirmed_at"].endswith("+02:00") or change["confirmed_at"].endswith("+03:00")
    assert found["services"][0]["holder"] == "Kanarėlė Slaptoji"


def test_what_a_code_alone_does_not_open_is_not_in_it() -> None:
    jonas = builders.jonas()
    builders.declaration(jonas.person, jonas.meters["mother"], 300, {"": 99999})
    mother = next(one for one in taken(jonas.person.id)["services"] if one["nickname"] == "Mamos butas")
    assert (mother["level"], mother["address"], mother["holder"]) == (0, "", "")
    (declared,) = taken(jonas.person.id)["readings"]
    assert declared["meter"] == ""
    assert "Kanarėlė" not in takeout.as_text(takeout.everything(jonas.person.id, WHEN))


def test_nothing_of_anybody_else_is_in_it() -> None:
    ona = builders.ona()
    builders.declaration(ona.person, ona.meters["gas"], 100, {"": 2481})
    ruta = taken(builders.ruta().person.id)
    assert [part for part, lines in ruta.items() if lines and part not in ("made_at", "account")] == []
