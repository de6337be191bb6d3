"""Each fault of the Mobile-ID stand-in is that fault, and everything else about its answer is in order."""

from base64 import b64decode
from datetime import UTC, datetime

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from tests.phones import is_trusted, mobile_id_request
from tests.phones.mobile_id import answered, certificate, is_signed, number, started, state
from tests.phones.ocsp import status
from tests.phones.smart_id import policies


def fault_person(number):
    """The Lithuanian of this number among those with faults: phone and code."""
    codes = {101: "33301011016", 102: "33301011027", 103: "33301011038", 105: "33301011052", 106: "33301011060",
             107: "33301011071", 108: "33301011082", 109: "33301011093", 110: "33301011103", 111: "33301011114",
             112: "33301011125", 113: "33301011136", 114: "33301011147", 115: "33301011158", 116: "33301011169",
             141: "33301011419", 142: "33301011421"}  # fmt: skip
    return f"+37060000{number}", codes[number]


def test_the_service_hangs_drops_the_line_and_answers_late(phones):
    for fault in (101, 102):
        _, session = started(phones, fault_person(fault))
        with pytest.raises(requests.ConnectionError):
            state(phones, session)
    _, session = started(phones, fault_person(103))
    assert state(phones, session, 200).json()["state"] == "RUNNING"
    assert state(phones, session).json()["result"] == "OK"


def test_the_session_is_gone_and_the_service_under_maintenance(phones):
    _, session = started(phones, fault_person(105))
    assert state(phones, session).status_code == 404
    assert phones.post("mobile-id/authentication", json=mobile_id_request(*fault_person(106))).status_code == 503


def test_another_hash_is_signed_or_another_certificate_is_shown(phones):
    for fault, person in ((107, "PNOLT-33301011071"), (109, "PNOLT-40504040001")):
        sent, answer = answered(phones, fault_person(fault))
        assert not is_signed(sent, answer)
        assert number(answer) == person


def test_another_person_answers(phones):
    sent, answer = answered(phones, fault_person(108))
    assert is_signed(sent, answer)
    assert number(answer) == "PNOLT-40504040001"


def test_the_certificate_has_expired_was_revoked_or_is_unknown(phones):
    expired = certificate(answered(phones, fault_person(110))[1])
    assert expired.not_valid_after_utc < datetime.now(UTC)
    assert not is_trusted(phones, expired, "mobile-id-ca")
    for fault, said in ((111, "REVOKED"), (112, "UNKNOWN")):
        sent, answer = answered(phones, fault_person(fault))
        assert is_signed(sent, answer)
        assert status(phones, certificate(answer), "mobile-id-ca") == said


def test_the_certificate_is_for_signing_or_of_another_service(phones):
    usage = certificate(answered(phones, fault_person(113))[1]).extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.content_commitment and not usage.digital_signature
    foreign = certificate(answered(phones, fault_person(114))[1])
    assert policies(foreign) == {"1.3.6.1.4.1.10015.17.2", "0.4.0.2042.1.2"}


def test_the_answer_is_odd(phones):
    assert answered(phones, fault_person(115))[1]["result"] == "MOON_IN_THE_WRONG_PHASE"
    assert answered(phones, fault_person(142))[1]["result"]["endResult"] == "DOCUMENT_UNUSABLE"
    bare = answered(phones, fault_person(116))[1]
    assert bare["result"] == "OK" and "signature" not in bare and "cert" not in bare


def test_the_signature_is_good_but_der(phones):
    sent, answer = answered(phones, fault_person(141))
    value = b64decode(answer["signature"]["value"])
    assert len(value) != 64
    certificate(answer).public_key().verify(value, b64decode(sent["hash"]), ec.ECDSA(Prehashed(hashes.SHA512())))
