"""Smart-ID over a real line: what is sent, what comes back, and everything that may go wrong on the way."""

import dataclasses
import json
from datetime import UTC, datetime

import pytest

from gateways import smart_id
from gateways.errors import GatewayError
from gateways.https import Line
from gateways.smart_id import Session
from gateways.smart_id import session as sessions
from rules.identity import Identity
from tests.gateways.listening import Listener, listening, written
from tests.gateways.smart_id_examples import EXAMPLES, every, service
from tests.gateways.smart_id_phone import BACK, CALLBACK, SECRET, TOKEN, UUID, Phones, answered

TEXT = "Prisijungimas prie savitarnos"
CREATED = {"sessionID": "de305d54-75b4-431b-adb2-eb6b9e546014", "sessionToken": TOKEN, "sessionSecret": SECRET,
           "deviceLinkBase": "https://smart-id.com/device-link"}  # fmt: skip
KEPT = Session(name="DEMO", challenge="", interactions="", flows="QR", id=CREATED["sessionID"])


def over(listener: Listener) -> smart_id.Service:
    return dataclasses.replace(service(), uuid=UUID, line=Line(f"http://127.0.0.1:{listener.port}/v3/"))


def said(body: object, status: str = "200 OK") -> bytes:
    return written(json.dumps(body).encode(), status, "Content-Type: application/json")


def opened(body: object, status: str = "200 OK", **whom: str) -> tuple[Session, bytes]:
    """The session after the service said this, and what the service heard."""
    with listening(said(body, status)) as listener:
        there = over(listener)
        link = smart_id.device_link_request(there, TEXT, CALLBACK)
        request = smart_id.push_request(there, TEXT, **whom) if whom else link
        return smart_id.open_session(there, request), listener.heard[0]


def test_a_device_link_session_is_opened_with_one_call():
    session, heard = opened(CREATED | {"unknownField": {"x": 1}})
    head, body = heard.split(b"\r\n\r\n", 1)
    assert head.startswith(b"POST /v3/authentication/device-link/anonymous HTTP/1.1\r\n")
    assert json.loads(body)["signatureProtocolParameters"]["rpChallenge"] == session.challenge
    assert json.loads(body)["interactions"] == session.interactions
    assert json.loads(body)["relyingPartyUUID"] == UUID
    assert (session.id, session.token, session.secret) == (CREATED["sessionID"], TOKEN, SECRET)
    assert smart_id.device_link(service(), session, "QR", 1).startswith(f"{CREATED['deviceLinkBase']}?")


def test_a_push_session_needs_no_secret():
    session, heard = opened({"sessionID": CREATED["sessionID"]}, person="PNOLT-40504040001")
    assert heard.startswith(b"POST /v3/authentication/notification/etsi/PNOLT-40504040001 HTTP/1.1\r\n")
    assert (session.id, session.secret, session.link_base) == (CREATED["sessionID"], "", "")


MALFORMED = {
    "sessionID": [None, "", 7, "../x", "a?b", "a" * 65],
    "sessionToken": [None, "short", "a&b" * 9, 24],
    "sessionSecret": [None, "", "!" * 44, SECRET[:-1], SECRET + "=", 1],
    "deviceLinkBase": [None, "", "javascript:alert(1)//", "http://smart-id.com/x", "https://a?b=c", "https://a b",
                       'https://a"onclick="', "http://127.0.0.1.evil.example/"],
}  # fmt: skip


@pytest.mark.parametrize("name", MALFORMED)
def test_an_opening_answer_that_makes_no_sense_is_broken(name):
    for value in MALFORMED[name]:
        with pytest.raises(GatewayError, match=f"broken: smart-id: {name}"):
            opened(CREATED | {name: value})


def test_a_stand_in_on_this_machine_may_have_plain_links():
    session, _ = opened(CREATED | {"deviceLinkBase": "http://127.0.0.1:8000/sandbox/smart-id/link"})
    assert session.link_base.startswith("http://127.0.0.1")


def asked(body: object, status: str = "200 OK", wait_ms: int = 2500) -> tuple[dict | None, bytes]:
    with listening(said(body, status)) as listener:
        return smart_id.ask(over(listener), KEPT, wait_ms), listener.heard[0]


@every(EXAMPLES["session_status_end_results"]["cases"])
def test_a_published_answer_comes_whole_and_a_running_session_is_none(case):
    told, heard = asked(case["response"])
    assert told == (None if case["response"]["state"] == "RUNNING" else case["response"])
    assert heard.startswith(f"GET /v3/session/{KEPT.id}?timeoutMs=2500 HTTP/1.1\r\n".encode())


@pytest.mark.parametrize(("wanted", "sent"), [(1, b"=1000 "), (10**9, b"=120000 ")])
def test_the_wait_keeps_to_what_the_service_allows(wanted, sent):
    assert sent in asked({"state": "RUNNING"}, wait_ms=wanted)[1].splitlines()[0]


@pytest.mark.parametrize("body", [{}, {"state": "DONE"}, {"state": None}, {"state": ["RUNNING"]}, [], "RUNNING", None])
def test_a_state_that_nobody_knows_is_broken(body):
    with pytest.raises(GatewayError, match="broken"):
        asked(body)


STATUSES = {
    "400 Bad Request": "broken", "401 Unauthorized": "broken", "403 Forbidden": "broken", "404 Not Found": "refused",
    "405 Method Not Allowed": "broken", "429 Too Many Requests": "try_again", "471 x": "refused", "472 x": "refused",
    "480 x": "broken", "500 x": "try_again", "503 x": "try_again", "580 x": "try_again", "302 Found": "broken",
}  # fmt: skip


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_its_meaning(status):
    body = {"type": "about:blank", "title": "x", "status": 1, "detail": "PNOLT-40504040001 VARDENIS", "errors": [
        {"code": "SOME_CODE", "detail": "40504040001", "paramName": "rpChallenge", "pointer": "PNOLT-40504040001"}, 3,
    ]}  # fmt: skip
    for call in (lambda: asked(body, status), lambda: opened(body, status, person="PNOLT-40504040001")):
        with pytest.raises(GatewayError) as error:
            call()
        assert error.value.kind == STATUSES[status]
        assert status[:3] in error.value.reason
        assert "SOME_CODE rpChallenge unprintable" in error.value.reason
        assert "4050" not in error.value.reason and "VARDENIS" not in error.value.reason


@pytest.mark.parametrize("errors", [None, {}, "x", [None], [{"code": 7}], [[]]])
def test_a_failure_without_a_sensible_body_is_told_by_its_status(errors):
    with pytest.raises(GatewayError, match=r"refused: smart-id 404: no such account, document or session$"):
        asked({"errors": errors}, "404 Not Found")


def test_a_failure_may_come_with_a_page_of_some_machine():
    with listening(written(b"<html>", "580 Maintenance")) as listener, pytest.raises(GatewayError, match="try_again"):
        smart_id.ask(over(listener), KEPT, 1000)


@pytest.mark.parametrize("bytes_", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{", b"garbage\r\n\r\n"])
def test_a_dropped_line_is_worth_another_try(bytes_):
    with listening(bytes_) as listener, pytest.raises(GatewayError, match="try_again"):
        smart_id.ask(over(listener), KEPT, 1000)


def test_a_service_that_says_nothing_is_not_waited_for_forever(monkeypatch):
    monkeypatch.setattr(sessions, "SLACK_SECONDS", -0.7)
    with listening(said({}), pause=1) as listener, pytest.raises(GatewayError, match="try_again"):
        smart_id.ask(over(listener), KEPT, 1000)


def test_nobody_at_the_address_is_worth_another_try():
    with pytest.raises(GatewayError, match="try_again"):
        smart_id.ask(service(), KEPT, 1000)


def test_from_the_question_to_the_person_over_a_real_line():
    with Phones() as phones:
        with listening(said(CREATED)) as listener:
            there = phones.service(f"http://127.0.0.1:{listener.port}/v3/")
            session = smart_id.open_session(there, smart_id.device_link_request(there, TEXT, CALLBACK))
        kept = json.loads(json.dumps(dataclasses.asdict(session)))
        with listening(said(answered(phones.person(), session, "Web2App"))) as listener:
            there = phones.service(f"http://127.0.0.1:{listener.port}/v3/")
            told = smart_id.ask(there, Session(**kept), 1000)
        assert smart_id.needs_callback(told)
        assert isinstance(smart_id.verify(there, Session(**kept), told, BACK, datetime.now(UTC)), Identity)
