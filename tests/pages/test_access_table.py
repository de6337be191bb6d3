"""docs/access.csv is true: every cell of it is called. A route without a row, or a row without a route, fails."""

import csv
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from blueprints.cookies import hashed
from blueprints.staff import mark
from data import (
    attempts,
    call_backs,
    email_changes,
    guests,
    helping,
    identities,
    kiosks,
    letters,
    meter_links,
    outbox,
    payments,
    reminders,
    reports,
)  # fmt: skip
from data import people as accounts
from data.attempts import Asked
from data.call_backs import Wish
from data.checking import check_code
from data.corrections import Correction
from data.database import database, now
from data.kiosks.tables import Kiosk, KioskVisit
from data.letters import Proof, Waiting
from data.outbox import Outbox
from data.payments import BankMessage
from data.people import Session
from data.readings import Declaration
from rules.basket import Wanted
from rules.call_backs import slot_of
from rules.helping import Pair
from tests import people
from tests.client import BASE_URL, place
from tests.guards.sources import ROOT

TABLE = ROOT / "docs" / "access.csv"
ROLES = ("nobody", "guest", "person", "other_person", "staff")
TOKEN, CONFIRM, UNDO = "ab" * 32, "cd" * 32, "ef" * 32
# whose ids stand in the path: nobody else can tell them from ids that are not there
OWNED = (
    "/account/browsers/", "/account/sessions/<", "/pay/<name>", "/readings/<", "/receipts/<", "/services/<",
    "/sign-in/attempts/<",
)  # fmt: skip
AWAY = ("sign-in", "register", "account/prove")  # where those are sent first who may not enter yet
FOREIGN = ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"})
MASKED = re.compile(r'name="csrf" value="[^"]+"')
Browser = Callable[[str], FlaskClient]


def lines() -> list[dict[str, str]]:
    with TABLE.open(newline="") as file:
        return list(csv.DictReader(file))


def keys(app: Flask) -> list[tuple[str, str, str]]:
    """Path, endpoint and method of every route, as the table should have them."""
    every = [(rule, (rule.methods or set()) - {"HEAD", "OPTIONS"}) for rule in app.url_map.iter_rules()]
    return sorted((rule.rule, rule.endpoint, method) for rule, methods in every for method in methods)


@pytest.fixture
def ids(app: Flask) -> dict[str, str]:
    """One thing of Ona's for every place in a path, and what staff have on their desk."""
    flat = people.ona()
    people.declaration(flat.person, flat.meters["electricity"], 1500, {"t1": 12400, "t2": 4400})
    people.bill(flat.services["electricity"].account, "B-1", 1745)
    number = "E10000001-2026-11-1"
    begun = payments.start(flat.person.id, [Wanted("declared", number)], "seb", "key-of-the-attempt-001")
    letters.ask_to_register(Waiting("nauja@pavyzdys.lt", "hash", "lt"), "elsewhere", Proof("n1", hashed(TOKEN)))
    reset = Proof("n2", hashed(TOKEN[::-1]))
    letters.ask_for_reset("ona@pavyzdys.lt", "lt", reset)
    accounts.begin_session(flat.person.id, hashed("another"), "test", "127.0.0.1", "tests")
    identities.recognise(flat.person.id, "browser", "tests", "email")
    rasa = people.person("rasa@pavyzdys.lt")
    email_changes.ask(rasa.id, "kita@pavyzdys.lt", Proof("n3", hashed("done")))
    assert email_changes.confirm(hashed("done"), Proof("n4", hashed(UNDO)))
    email_changes.ask(rasa.id, "dar@pavyzdys.lt", Proof("n5", hashed(CONFIRM)))
    reports.send("k", "Neveikia", "/pay", "", "lt", "pagalba@savitarna.example")
    wish = Wish("+37061234567", slot_of(now(), now() + 3600), "", "lt")
    call_back = call_backs.ask("c", wish, "pagalba@savitarna.example")
    BankMessage.create(bank="seb", way="server", body=b"x", digest="d", verdict="unknown_stamp")
    Outbox.create(kind="payment", subject="1", payload='{"to": "ona@pavyzdys.lt"}', attempts=9, failed_at=now())
    with app.app_context():
        signs = mark(payments.troubles()[0]), mark(outbox.failed()[0])
    attempt = attempts.begin(Asked("key", "smart-id", "link", "enter", hashed(token_of("person")), lasts=300))
    return {
        "/register/<way>": "smart-id",
        "/sign-in/attempts/<public_id>": attempt,
        "/sign-in/smart-id/callback/<public_id>": attempt,
        "/account/sessions/<public_id>": Session.get(Session.token_hash == hashed("another")).public_id,
        "/account/browsers/<public_id>": identities.browsers_of(flat.person.id)[0].public_id,
        "/account/email/confirm/<token>": CONFIRM,
        "/account/email/undo/<token>": UNDO,
        "/pay/<name>": begun.public_id,
        "/readings/for-others/<subject>": helped(flat),
        "/readings/<subject>": flat.meters["electricity"].public_id,
        "/receipts/<number>": number,
        "/receipts/<subject>": number,
        "/staff/corrections/<public_id>": wished(flat, number),
        "/services/<subject>": flat.services["electricity"].public_id,
        "/register/confirm/<token>": TOKEN,
        "/sign-in/reset/<token>": TOKEN[::-1],
        "/help/call-back/<public_id>": call_back,
        "/staff/call-backs/<public_id>": call_back,
        "/staff/kiosks/<public_id>": kiosks.make("Biblioteka", "Žirmūnų g. 6"),
        "/k/<code>": offered_code(),
        "/check/<code>": check_code(number),
        "/m/<subject>": link_code(flat),
        "/reminders/off/<code>": reminders.off_code(flat.person.public_id),
        "/staff/reports/<public_id>": reports.open_ones()[0].public_id,
        "/staff/messages/<sign>": signs[0],
        "/staff/letters/<sign>": signs[1],
        "/display/<name>": "theme",
        "/language/<code>": "en",
        "/pay/banklink/<bank>": "seb",
    }


def wished(flat: people.Flat, number: str) -> str:
    made = Correction.create(
        key="k",
        person=flat.person,
        declaration=Declaration.get(Declaration.number == number),
        wanted="{}",
        reason="other",
    )
    return str(made.public_id)


def helped(flat: people.Flat) -> str:
    helping.take_in(flat.person.id, "here", "vanduo", (Pair(1, "10000003", "V10000001"),))
    return helping.sitting(flat.person.id)[0].public_id


def link_code(flat: people.Flat) -> str:
    return meter_links.code_of(meter_links.give(flat.person.id, flat.meters["gas"].id))


def offered_code() -> str:
    """The code of somebody who has typed nothing yet at the terminal."""
    at = KioskVisit.create(kiosk=Kiosk.get(), token_hash="visit", browser="visit", has_agent=True)
    kiosks.offer(at.id, guests.begin("lt"), "/services", "lt")
    offered = kiosks.offered(at.id)
    return offered.code if offered else ""


@pytest.fixture
def browser(app: Flask, ids: dict[str, str]) -> Browser:
    """A new browser of somebody with this role."""
    staff = people.person("darbuotoja@savitarna.example", role="staff")
    ona = accounts.keys_of("ona@pavyzdys.lt")
    who = {
        "person": ona.id if ona else 0,
        "other_person": people.jonas().person.id,
        "guest": guests.begin("lt"),
        "staff": staff.id,
    }
    for role, person_id in who.items():
        accounts.begin_session(person_id, hashed(token_of(role)), "test", "127.0.0.1", "tests")

    def made(role: str) -> FlaskClient:
        client = FlaskClient(app, Response)
        client.set_cookie("session", token_of(role), domain="127.0.0.1")
        return client

    return made


def token_of(role: str) -> str:
    return f"{role:x<43}".replace("_", "-")


def filled(line: dict[str, str], ids: dict[str, str], missing: bool = False) -> str:
    """The path of a row with ids in it: Ona's, or such as nobody has."""
    rule = line["path"]
    if (rule, line["methods"]) == ("/pay/<name>", "POST"):  # only steps are posted there
        return "/pay/basket"
    place = next((place for place in ids if rule.startswith(place)), "")
    known = "A" * 22 if missing else ids.get(place, "")
    step = "values" if rule.startswith(("/readings", "/m/")) else "provider" if "/add/" in rule else "name"
    path = re.sub(r"<[a-z_]+>", known, rule, count=1) if place else rule
    return (
        path.replace("<check>", check_code("E10000001-2026-11-1"))
        .replace("<step>", step)
        .replace("<day>", "2026-11-23")
        .replace("<state>", "created")
        .replace("<value>", "dark")
        .replace("<act>", "code")
    )


def ask(client: FlaskClient, method: str, path: str, form: dict[str, str] | None = None, **named: Any) -> TestResponse:
    """One request that leaves nothing behind: what it wrote is taken back."""
    with database.atomic() as turn:
        answer = client.open(path, method=method, data=form, base_url=BASE_URL, **named)
        turn.rollback()
    return answer


def token(client: FlaskClient) -> dict[str, str]:
    page = client.get("/help/report", base_url=BASE_URL).text
    return {"csrf": page.split('name="csrf" value="')[1].split('"')[0]}


def told(answer: TestResponse) -> str:
    """What a cell says: the status, or where one is sent first. `account/prove`: whoever has just proven it gets in."""
    where = (place(answer) or "").removeprefix("/")
    return where if where in AWAY and answer.status_code == 303 else str(answer.status_code)


def test_every_route_has_its_row(app: Flask) -> None:
    assert [(line["path"], line["endpoint"], line["methods"]) for line in lines()] == keys(app)


def test_every_cell_is_true(ids: dict[str, str], browser: Browser) -> None:
    wrong = []
    for line in lines():
        path, method = filled(line, ids), line["methods"]
        for role in ROLES:
            client = browser(role)
            form = token(client) if method == "POST" else None
            answer = ask(client, method, path, form)
            if told(answer) != line[role]:
                wrong.append(f"{method} {path} {role}: {told(answer)}, not {line[role]}")
            if answer.headers["Cache-Control"].removesuffix(", no-cache") != line["cache"]:
                wrong.append(f"{method} {path} {role}: {answer.headers['Cache-Control']}")
    assert wrong == []


def test_what_is_not_yours_looks_as_if_it_were_not_there(ids: dict[str, str], browser: Browser) -> None:
    for line in lines():
        if not line["path"].startswith(OWNED):
            continue
        for role in ("guest", "other_person", "staff"):
            form = token(browser(role)) if line["methods"] == "POST" else None
            paths = [filled(line, ids, missing) for missing in (False, True)]
            ones = [ask(browser(role), line["methods"], path, form) for path in paths]
            seen = [(one.status_code, place(one), MASKED.sub("", one.text)) for one in ones]
            assert seen[0] == seen[1], line["path"]


def test_a_post_that_is_not_from_our_form_changes_nothing(ids: dict[str, str], browser: Browser) -> None:
    stranger = token(browser("other_person"))
    for line in lines():
        if line["methods"] != "POST" or line["csrf"] != "403":
            continue
        role = "staff" if line["path"].startswith("/staff") else "person"
        path, own = filled(line, ids), token(browser(role))
        tries = [({}, {}), (stranger, {}), *((own, headers) for headers in FOREIGN)]
        for form, headers in tries:
            assert ask(browser(role), "POST", path, form, headers=headers).status_code == 403, line["path"]


def test_only_what_a_signature_protects_needs_no_token(app: Flask) -> None:
    for line in lines():
        signed = getattr(app.view_functions[line["endpoint"]], "is_signed_callback", False)
        assert line["csrf"] == ("-" if line["methods"] == "GET" else "signature" if signed else "403"), line["path"]


def test_head_is_answered_as_get_and_options_by_nobody(ids: dict[str, str], browser: Browser) -> None:
    """A route that is hidden would show itself by the methods it takes."""
    for line in lines():
        path = filled(line, ids)
        for role in ROLES:
            if line["methods"] == "GET":
                assert told(ask(browser(role), "HEAD", path)) == line[role], path
            assert ask(browser(role), "OPTIONS", path).status_code == 404, path
