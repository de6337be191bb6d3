"""What Mobile-ID is asked: the code that both screens show, the text on the phone, and the two calls."""

import base64
import json
from dataclasses import asdict, replace

import pytest
from werkzeug import Request as Heard
from werkzeug import Response

from gateways.certificates import Trust
from gateways.errors import GatewayError
from gateways.https import Line
from gateways.mobile_id import Request, Service, Session, ask, open_session, request, verification_code, verify
from gateways.mobile_id.request import body, code_of
from gateways.mobile_id.text import display_text
from rules.identity import Refusal
from tests.gateways.authority import MOMENT
from tests.gateways.published import MOBILE_ID
from tests.gateways.serving import serving

PERSON = ("+370 612 34567", "40404040009", "lt")
CODES = MOBILE_ID["verification_code"]
RUNNING = {"state": "RUNNING", "result": ""}


class Spoken:
    """A service that gives these answers in turn, each a status and a body, and remembers what it was asked."""

    def __init__(self, *answers: tuple[int, object]) -> None:
        self.answers, self.heard = list(answers), []

    def __call__(self, environ, start_response):
        heard = Heard(environ)
        self.heard.append((heard.method, heard.full_path.rstrip("?"), heard.get_data()))
        status, said = self.answers.pop(0)
        return Response(said if isinstance(said, str) else json.dumps(said), status)(environ, start_response)


def service(url: str = "http://127.0.0.1:9/") -> Service:
    return Service(Line(url), "00000000-0000-0000-0000-00000000000A", "DEMO", Trust(()), ())


def kind_of(call) -> str:
    with pytest.raises(GatewayError) as error:
        call()
    return error.value.kind


@pytest.mark.parametrize("case", CODES["cases"], ids=lambda case: case["id"])
def test_a_published_hash_gives_the_published_code(case):
    asked = replace(request(*PERSON, "Prisijungimas"), digest=case["hash_base64"])
    assert code_of(bytes.fromhex(case["hash_hex"])) == verification_code(asked) == case["expected"]


def test_a_published_signature_was_made_under_the_published_code():
    for case in MOBILE_ID["authentication_signatures"]:
        assert code_of(base64.b64decode(case["signed_hash_base64"])) == case["expected_verification_code"]


@pytest.mark.parametrize("length", [0, 4, 19, 21, 63, 65])
def test_no_code_is_shown_for_what_is_no_hash(length):
    asked = replace(request(*PERSON, ""), digest=base64.b64encode(bytes(length)).decode())
    assert kind_of(lambda: verification_code(asked)) == "broken"
    assert kind_of(lambda: verification_code(replace(asked, digest="?"))) == "broken"


def test_codes_run_from_0000_to_8191():
    assert (code_of(bytes(64)), code_of(b"\xff" * 64)) == ("0000", "8191")


@pytest.mark.parametrize("case", MOBILE_ID["requests"], ids=lambda case: case["id"])
def test_a_published_request_is_written_the_same(case):
    wanted = case["request"]
    text, text_format = display_text(wanted["displayText"]) if "displayText" in wanted else ("", "GSM-7")
    asked = Request(wanted["phoneNumber"], wanted["nationalIdentityNumber"], wanted["language"], text, text_format,
                    wanted["hash"], wanted["hashType"])  # fmt: skip
    party = replace(service(), uuid=wanted["relyingPartyUUID"], name=wanted["relyingPartyName"])
    assert body(party, asked) == wanted


def test_a_request_has_64_random_bytes_and_can_be_kept_as_json():
    one, other = request(*PERSON, "Prisijungimas prie savitarnos"), request(*PERSON, "")
    assert (one.phone, one.code, one.language, one.hash_type) == ("+37061234567", "40404040009", "LIT", "SHA512")
    assert len(base64.b64decode(one.digest)) == 64 and one.digest != other.digest
    assert Request(**json.loads(json.dumps(asdict(one)))) == one
    assert "40404040009" not in repr(one) and "612" not in repr(one)


@pytest.mark.parametrize("case", MOBILE_ID["input_normalisation"], ids=lambda case: case["id"])
def test_a_published_phone_number_is_written_the_same(case):
    assert request(case["phone"], "40404040009", "lt", "").phone == case["expected"]


@pytest.mark.parametrize("case", MOBILE_ID["personal_code"]["cases"], ids=lambda case: case["id"])
def test_a_published_personal_code_is_asked_about_when_it_can_be(case):
    if case["valid"]:
        assert request("861234567", case["code"], "en", "").code == case["code"]
    else:
        assert kind_of(lambda: request("861234567", case["code"], "en", "")) == "refused"


@pytest.mark.parametrize("phone", ["123", "", "+370 5 2345678"])
def test_nobody_is_asked_at_a_number_that_cannot_be(phone):
    assert kind_of(lambda: request(phone, "40404040009", "lt", "")) == "refused"


@pytest.mark.parametrize(
    ("text", "text_format"),
    [
        ("Prisijungimas prie savitarnos", "GSM-7"),
        ("Prisijungti ir matyti sąskaitas", "UCS-2"),
        *((f"Taip {letter}", "UCS-2") for letter in "ąčęėįšųūžĄČĘĖĮŠŲŪŽ„–"),
        ("Mokėti", "UCS-2"),
        ("12,50 € [Äöü]", "GSM-7"),
        ("Войти", "UCS-2"),
        ("x" * 100, "GSM-7"),
        ("€" * 5 + "x" * 95, "GSM-7"),
        ("€" * 6, "UCS-2"),
        ("ą" * 50, "UCS-2"),
    ],
)
def test_the_alphabet_is_chosen_by_the_letters(text, text_format):
    assert display_text(text) == (text, text_format)


@pytest.mark.parametrize("text", ["x" * 101, "ą" * 51, "x" * 50 + "ą", "€" * 6 + "x" * 45, "a\nb", "a\x00", "😀"])
def test_a_text_that_a_phone_would_cut_or_spoil_is_never_sent(text):
    assert kind_of(lambda: request(*PERSON, text)) == "broken"


def test_a_letter_and_its_ogonek_are_one_character():
    assert display_text("a\u0328" * 50) == ("ą" * 50, "UCS-2")


def test_a_session_is_opened_for_one_phone():
    asked = request(*PERSON, "Matyti sąskaitas")
    spoken = Spoken((200, {"sessionID": "de305d54-75b4-431b-adb2-eb6b9e546015", "new": 1}))
    with serving(spoken) as url:
        session = open_session(service(url + "mid-api/"), asked)
    method, path, sent = spoken.heard[0]
    assert (method, path) == ("POST", "/mid-api/authentication")
    assert json.loads(sent) == {
        "relyingPartyUUID": "00000000-0000-0000-0000-00000000000a",
        "relyingPartyName": "DEMO",
        "phoneNumber": "+37061234567",
        "nationalIdentityNumber": "40404040009",
        "hash": asked.digest,
        "hashType": "SHA512",
        "language": "LIT",
        "displayText": "Matyti sąskaitas",
        "displayTextFormat": "UCS-2",
    }
    assert Session(**json.loads(json.dumps(asdict(session)))) == session
    assert (session.digest, session.code) == (asked.digest, "40404040009")
    assert "40404040009" not in repr(session)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(400, "broken"), (401, "broken"), (403, "broken"), (404, "broken"), (405, "broken"), (302, "broken"),
     (429, "try_again"), (500, "try_again"), (502, "try_again"), (503, "try_again")],
)  # fmt: skip
def test_a_refused_opening_is_one_of_our_errors(status, kind):
    said = {"error": "phoneNumber +37061234567", "time": "", "traceId": ""}
    with serving(Spoken((status, said))) as url, pytest.raises(GatewayError, match=f"mobile-id: {status}") as error:
        open_session(service(url), request(*PERSON, ""))
    assert error.value.kind == kind
    assert "612" not in str(error.value)


@pytest.mark.parametrize("answer", [{}, {"sessionID": 5}, {"sessionID": "../../x"}, {"sessionID": "abc"}, "<html>"])
def test_a_session_without_a_proper_id_is_none(answer):
    with serving(Spoken((200, answer))) as url:
        assert kind_of(lambda: open_session(service(url), request(*PERSON, ""))) == "broken"


def test_a_session_is_asked_about_until_the_phone_has_answered():
    session = Session("de305d54-75b4-431b-adb2-eb6b9e546015", "", "SHA512", "40404040009")
    running = next(case["response"] for case in MOBILE_ID["session_status"] if case["id"] == "mid-status-03")
    spoken = Spoken((200, running), (200, {"state": "COMPLETE", "result": "TIMEOUT", "new": {}}))
    with serving(spoken) as url:
        assert ask(service(url), session, 1000) is None
        assert ask(service(url), session, 5000) == {"state": "COMPLETE", "result": "TIMEOUT", "new": {}}
    assert [path for _, path, _ in spoken.heard] == [
        f"/authentication/session/{session.id}?timeoutMs=1000",
        f"/authentication/session/{session.id}?timeoutMs=5000",
    ]


def test_a_session_that_the_service_no_longer_knows_has_expired():
    session = Session("a" * 36, "", "SHA512", "40404040009")
    with serving(Spoken((404, {"error": "not found"}))) as url:
        answer = ask(service(url), session, 1000)
    assert verify(service(), session, answer, MOMENT) == Refusal("expired", "SESSION_UNKNOWN")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [((401, {}), "broken"), ((400, {}), "broken"), ((500, "<html>"), "try_again"), ((503, {}), "try_again"),
     ((200, {}), "broken"), ((200, {"state": "DONE"}), "broken"), ((200, {"state": ["RUNNING"]}), "broken")],
)  # fmt: skip
def test_a_status_that_cannot_be_had_is_one_of_our_errors(answer, kind):
    with serving(Spoken(answer)) as url:
        assert kind_of(lambda: ask(service(url), Session("a" * 36, "", "SHA512", ""), 1000)) == kind
