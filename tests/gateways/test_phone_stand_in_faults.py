"""Each fault of the Smart-ID stand-in is that fault, and everything else about its answer is in order."""

import time
from base64 import b64decode
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.x509.oid import NameOID

from tests.phones import is_trusted
from tests.phones.ocsp import status
from tests.phones.smart_id import (
    PUSH,
    certificate,
    click,
    clicked,
    device_link,
    is_signed,
    made,
    policies,
    purposes,
    push_request,
    pushed,
    signed_text,
    state,
    urlsafe,
)  # fmt: skip

HANG, DROP, LATE, TWICE, GONE, MAINTENANCE = (
    f"PNOLT-{code}"
    for code in ("33301011016", "33301011027", "33301011038", "33301011049", "33301011052", "33301011060")
)


def number(answer):
    return certificate(answer).subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)[0].value


def test_the_service_hangs_until_the_caller_gives_up(phones):
    _, session = made(phones, f"{PUSH}/{HANG}")
    url = f"{phones.address}/sandbox/smart-id/v3/session/{session['sessionID']}?timeoutMs=1000"
    with pytest.raises(requests.ReadTimeout):
        requests.get(url, timeout=0.8)
    with pytest.raises(requests.ConnectionError):
        requests.get(url, timeout=5)


def test_the_service_drops_the_connection(phones):
    _, session = made(phones, f"{PUSH}/{DROP}")
    with pytest.raises(requests.ConnectionError):
        state(phones, session)


def test_the_service_answers_late(phones):
    _, session = made(phones, f"{PUSH}/{LATE}")
    assert state(phones, session, 200).json()["state"] == "RUNNING"
    assert state(phones, session).json()["result"]["endResult"] == "OK"


def test_the_service_answers_twice_and_differently(phones):
    sent, session = made(phones, f"{PUSH}/{TWICE}")
    first, second = (state(phones, session).json() for _ in range(2))
    assert first["signature"]["value"] != second["signature"]["value"]
    assert is_signed(sent, first) and is_signed(sent, second)


def test_the_session_is_gone(phones):
    _, session = made(phones, f"{PUSH}/{GONE}")
    assert state(phones, session).status_code == 404


def test_the_service_is_under_maintenance(phones):
    assert phones.post(f"{PUSH}/{MAINTENANCE}", json=push_request()).status_code == 580
    sent, session = made(phones)
    assert click(phones, f"{MAINTENANCE}-MOCK-Q", device_link(session, sent, "QR"), "QR").status_code == 200
    assert state(phones, session).status_code == 580


def test_another_challenge_is_signed(phones):
    sent, answer = pushed(phones, "PNOLT-33301011071")
    assert not is_signed(sent, answer)
    assert is_trusted(phones, certificate(answer), "smart-id-ca")


def test_another_person_answers(phones):
    sent, answer = pushed(phones, "PNOLT-33301011082")
    assert is_signed(sent, answer)
    assert number(answer) == "PNOLT-40504040001"


def test_another_persons_certificate_is_shown(phones):
    sent, answer = pushed(phones, "PNOLT-33301011093")
    assert not is_signed(sent, answer)
    assert number(answer) == "PNOLT-40504040001"


def test_the_certificate_has_expired(phones):
    sent, answer = pushed(phones, "PNOLT-33301011103")
    assert is_signed(sent, answer)
    assert certificate(answer).not_valid_after_utc < datetime.now(UTC)
    assert not is_trusted(phones, certificate(answer), "smart-id-ca")


@pytest.mark.parametrize(("person", "said"), [("33301011114", "REVOKED"), ("33301011125", "UNKNOWN")])
def test_the_certificate_is_revoked_or_unknown(phones, person, said):
    sent, answer = pushed(phones, f"PNOLT-{person}")
    assert is_signed(sent, answer) and is_trusted(phones, certificate(answer), "smart-id-ca")
    assert status(phones, certificate(answer), "smart-id-ca") == said


def test_the_certificate_is_for_signing(phones):
    sent, answer = pushed(phones, "PNOLT-33301011136")
    usage = certificate(answer).extensions.get_extension_for_class(x509.KeyUsage).value
    assert is_signed(sent, answer)
    assert usage.content_commitment and not usage.digital_signature


def test_the_certificate_has_the_policies_of_another_service(phones):
    sent, answer = pushed(phones, "PNOLT-33301011147")
    assert is_signed(sent, answer) and purposes(certificate(answer)) == {"1.3.6.1.4.1.62306.5.7.0"}
    assert policies(certificate(answer)) == {"1.3.6.1.4.1.10015.3.17.1", "0.4.0.2042.1.1"}


def test_the_result_is_unknown(phones):
    _, answer = pushed(phones, "PNOLT-33301011158")
    assert answer["result"]["endResult"] == "MOON_IN_THE_WRONG_PHASE"


def test_ok_comes_without_signature_and_certificate(phones):
    _, answer = pushed(phones, "PNOLT-33301011169")
    assert answer["result"]["endResult"] == "OK"
    assert "signature" not in answer and "cert" not in answer


def test_the_flow_is_one_that_nobody_offered(phones):
    sent, answer = pushed(phones, "PNOLT-33301011310")
    assert answer["signature"]["flowType"] == "QR" and is_signed(sent, answer)
    sent, answer, _ = clicked(phones, "PNOLT-33301011310-MOCK-Q")
    assert answer["signature"]["flowType"] == "Notification" and is_signed(sent, answer)


def test_the_signature_is_good_but_pkcs1(phones):
    sent, answer = pushed(phones, "PNOLT-33301011321")
    assert answer["signature"]["signatureAlgorithm"] == "sha512WithRSAEncryption"
    value = b64decode(answer["signature"]["value"])
    certificate(answer).public_key().verify(value, signed_text(sent, answer), padding.PKCS1v15(), hashes.SHA512())


def test_the_hash_is_weaker_than_asked(phones):
    sent, answer = pushed(phones, "PNOLT-33301011332")
    assert answer["signature"]["signatureAlgorithmParameters"]["hashAlgorithm"] == "SHA-256"
    assert is_signed(sent, answer)


@pytest.mark.parametrize(("person", "wrong"), [("33301011343", "sessionSecretDigest"),
                                               ("33301011354", "userChallengeVerifier")])  # fmt: skip
def test_the_browser_comes_back_with_a_wrong_value(phones, person, wrong):
    sent, session = made(phones)
    told = click(phones, f"PNOLT-{person}-MOCK-Q", device_link(session, sent, "Web2App"), "Web2App").json()
    answer, query = state(phones, session).json(), parse_qs(urlsplit(told["callbackUrl"]).query)
    assert is_signed(sent, answer)
    right = {
        "sessionSecretDigest": query["sessionSecretDigest"][0]
        == urlsafe(sha256(b64decode(session["sessionSecret"])).digest()),
        "userChallengeVerifier": answer["signature"]["userChallenge"]
        == urlsafe(sha256(query["userChallengeVerifier"][0].encode()).digest()),
    }
    assert [name for name, is_right in right.items() if not is_right] == [wrong]


@pytest.mark.parametrize(("fault", "told"), [("maintenance", 580), ("drop", None), ("hang", None)])
def test_the_whole_service_may_suffer_and_recover(phones, fault, told):
    others = {"mobile-id": "", "ocsp": ""}
    assert phones.post("phone/switch", data={"smart-id": fault, **others}).status_code == 303
    began = time.monotonic()
    try:
        if told:
            assert phones.post(f"{PUSH}/PNOLT-40504040001", json=push_request()).status_code == told
        else:
            with pytest.raises(requests.ConnectionError):
                phones.post(f"{PUSH}/PNOLT-40504040001", json=push_request())
        assert (time.monotonic() - began > 1) is (fault == "hang")
    finally:
        phones.post("phone/switch", data={"smart-id": "", **others})
    made(phones, f"{PUSH}/PNOLT-40504040001")
