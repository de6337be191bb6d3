"""What the page shows while the phone is asked, and how the browser comes back."""

import base64
import dataclasses
import hashlib
import hmac
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateways import smart_id
from gateways.smart_id import Callback, Session, callback
from gateways.smart_id.callback_url import value_of
from tests.gateways.smart_id_examples import service
from tests.gateways.smart_id_phone import CALLBACK, SECRET, TOKEN

TEXT = "Prisijungimas prie savitarnos"
SERVICE = service()


def opened() -> Session:
    request = smart_id.device_link_request(SERVICE, TEXT, CALLBACK)
    return Session(
        **dataclasses.asdict(request), id="1", token=TOKEN, secret=SECRET, link_base="https://smart-id.com/l"
    )


def test_the_value_is_read_from_the_query_alone():
    assert value_of(CALLBACK) == "RrKjjT4aggzu27YBddX1bQ"
    assert value_of("https://x/value=1?a=2") == ""


def test_a_qr_code_is_another_each_second_and_the_link_stays():
    session = opened()
    codes = [smart_id.device_link(SERVICE, session, "QR", seconds) for seconds in range(3)]
    assert len(set(codes)) == 3
    assert "&elapsedSeconds=2&" in codes[2]
    links = {smart_id.device_link(SERVICE, session, "Web2App", seconds) for seconds in range(3)}
    assert len(links) == 1
    assert "elapsedSeconds" not in links.pop()


def test_a_clock_that_was_set_back_does_not_reach_the_qr_code():
    assert "&elapsedSeconds=0&" in smart_id.device_link(SERVICE, opened(), "QR", -1)


def test_a_link_is_sealed_with_the_secret_and_does_not_show_it():
    session = opened()
    for kind, back in (("QR", ""), ("Web2App", CALLBACK)):
        link, code = smart_id.device_link(SERVICE, session, kind, 7).split("&authCode=")
        text = f"smart-id-demo|ACSP_V2|{session.challenge}|REVNTw==||{session.interactions}|{back}|{link}"
        seal = hmac.new(base64.b64decode(SECRET), text.encode(), hashlib.sha256).digest()
        assert base64.urlsafe_b64decode(code + "=") == seal
        for secret in (SECRET, session.challenge, CALLBACK, session.id + "&"):
            assert secret not in link


def test_a_link_that_was_not_offered_is_not_made():
    push = smart_id.push_request(SERVICE, TEXT, person="PNOLT-40504040001")
    with pytest.raises(ValueError, match="not offered"):
        smart_id.device_link(SERVICE, Session(**dataclasses.asdict(push), id="1"), "QR")


def test_a_session_survives_being_kept_as_json():
    session = opened()
    assert Session(**json.loads(json.dumps(dataclasses.asdict(session)))) == session


def test_nothing_secret_or_personal_is_printed():
    push = smart_id.push_request(SERVICE, TEXT, document="PNOLT-40504040001-MOCK-Q")
    told = repr([opened(), push, SERVICE, Callback("value-1", "digest-1", "verifier-1")])
    for secret in (SECRET, TOKEN, push.challenge, "RrKjjT4agg", "40504040001", "value-1", "digest-1", "verifier-1"):
        assert secret not in told


@given(st.binary(min_size=32, max_size=64))
def test_the_verification_code_is_always_four_digits(challenge):
    session = dataclasses.replace(opened(), challenge=base64.b64encode(challenge).decode())
    code = smart_id.verification_code(session)
    assert code.isascii() and code.isdigit() and len(code) == 4


QUERY = {"value": "v", "sessionSecretDigest": "d", "userChallengeVerifier": "u", "lang": "lt"}


def test_a_callback_is_read_from_the_address():
    assert smart_id.read_callback(QUERY) == Callback("v", "d", "u")


@pytest.mark.parametrize("change", [{"value": ""}, {"sessionSecretDigest": "d" * 201}, {"userChallengeVerifier": ""}])
def test_half_a_callback_is_none(change):
    assert smart_id.read_callback({**QUERY, **change}) is None


def test_what_is_empty_fits_nothing():
    nothing = base64.urlsafe_b64encode(hashlib.sha256(b"").digest()).decode().rstrip("=")
    without_secret = dataclasses.replace(opened(), secret="")
    assert not smart_id.callback_fits(without_secret, Callback("RrKjjT4aggzu27YBddX1bQ", nothing, "verifier"))
    assert not smart_id.callback_fits(dataclasses.replace(opened(), callback_url=""), Callback("", "", "verifier"))
    assert not callback.same("", "")


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_may_come_back_in_an_address(value, digest):
    assert not smart_id.callback_fits(opened(), Callback(value, digest, "verifier"))
