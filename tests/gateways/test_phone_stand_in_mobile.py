"""The Mobile-ID stand-in's answers, checked with nothing of our gateway and nothing of its own code."""

import json
import threading
import time
from base64 import b64encode
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.phones import is_trusted, mobile_id_request
from tests.phones.mobile_id import ALONE, ONA, answered, certificate, is_signed, number, started, state
from tests.phones.ocsp import status
from tests.phones.smart_id import policies

EXAMPLES = json.loads(Path(__file__).with_name("examples").joinpath("mobile_id.json").read_text())
RSA = ("+37060000012", "33301010023")


@pytest.mark.parametrize(("name", "length"), [("SHA256", 32), ("SHA384", 48), ("SHA512", 64)])
def test_the_phone_signs_the_hash_that_was_sent(phones, name, length):
    sent, answer = answered(phones, ALONE, hashType=name, hash=b64encode(bytes(range(length))).decode())
    assert (answer["state"], answer["result"]) == ("COMPLETE", "OK")
    assert is_signed(sent, answer)


def test_the_certificate_is_a_lithuanian_one_of_our_own_authority(phones):
    leaf = certificate(answered(phones, ALONE)[1])
    usage = leaf.extensions.get_extension_for_class(x509.KeyUsage).value
    assert is_trusted(phones, leaf, "mobile-id-ca") and is_trusted(phones, leaf, "root")
    assert not is_trusted(phones, leaf, "smart-id-ca")
    assert policies(leaf) == {"1.3.6.1.4.1.10015.3.17.1", "0.4.0.2042.1.1"}
    assert usage.digital_signature and not usage.content_commitment
    assert isinstance(leaf.public_key().curve, ec.SECP256R1)
    assert status(phones, leaf, "mobile-id-ca") == "GOOD"
    assert leaf.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)[0].value == "PNOLT-40504040001"


def test_a_sim_card_may_have_an_rsa_key(phones):
    sent, answer = answered(phones, RSA)
    assert answer["signature"]["algorithm"] == "SHA512WithRSAEncryption"
    assert is_signed(sent, answer)


def test_an_estonian_number_comes_without_its_prefix(phones):
    sent, answer = answered(phones, ("+37200000766", "60001019906"))
    assert is_signed(sent, answer)
    assert number(answer) == "60001019906"
    assert certificate(answer).subject.get_attributes_for_oid(NameOID.COUNTRY_NAME)[0].value == "EE"


@pytest.mark.parametrize("result", EXAMPLES["demo_environment"]["numbers"])
def test_the_published_pairs_have_their_results(phones, result):
    _, answer = answered(phones, EXAMPLES["demo_environment"]["numbers"][result])
    assert answer["result"] == result.split(" ")[0]
    assert ("cert" in answer) is (result == "OK")


LITHUANIAN = {
    "TIMEOUT": (21, "33301010324"), "NOT_MID_CLIENT": (22, "33301010335"), "USER_CANCELLED": (23, "33301010346"),
    "PHONE_ABSENT": (24, "33301010357"), "DELIVERY_ERROR": (25, "33301010368"), "SIM_ERROR": (26, "33301010379"),
    "SIGNATURE_HASH_MISMATCH": (27, "33301010385"), "ERROR": (28, "33301010390"), "MID_NOT_READY": (29, "33301010400"),
}  # fmt: skip


@pytest.mark.parametrize(("result", "person"), LITHUANIAN.items())
def test_each_result_has_a_lithuanian_person(phones, result, person):
    _, answer = answered(phones, (f"+370600000{person[0]}", person[1]))
    assert (answer["state"], answer["result"]) == ("COMPLETE", result)


def test_every_published_result_is_covered():
    known = EXAMPLES["session_results"]["documented"] + EXAMPLES["session_results"]["also_in_client_tests"]
    assert {*LITHUANIAN, "OK", "EXPIRED_TRANSACTION"} == set(known)


def test_a_pair_that_does_not_belong_together_is_no_client(phones):
    assert answered(phones, (ALONE[0], ONA[1]))[1]["result"] == "NOT_MID_CLIENT"


WRONG = {
    "no hash": {"hash": None},
    "no language": {"language": None},
    "hash of another length": {"hash": b64encode(bytes(32)).decode()},
    "hash no base64": {"hash": "*"},
    "hash type": {"hashType": "SHA1"},
    "phone": {"phoneNumber": "123"},
    "phone with spaces": {"phoneNumber": "+370 600 00011"},
    "code": {"nationalIdentityNumber": "4050404000"},
    "language": {"language": "LAV"},
    "format": {"displayTextFormat": "UTF-8"},
    "long text": {"displayText": "a" * 101},
    "many signs of the extension table": {"displayText": "€" * 6},
    "long text in UCS-2": {"displayText": "ž" * 51, "displayTextFormat": "UCS-2"},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_request_is_refused(phones, wrong):
    answer = phones.post("mobile-id/authentication", json=mobile_id_request(*ALONE, **WRONG[wrong]))
    assert answer.status_code == 400
    assert {"error", "time", "traceId"} <= answer.json().keys()


@pytest.mark.parametrize("more", [{"displayText": "a" * 100}, {"displayText": "€" * 5 + "a" * 95},
                                  {"displayText": "ž" * 50, "displayTextFormat": "UCS-2"},
                                  {"displayText": None}, {"relyingPartyName": "demo"}])  # fmt: skip
def test_texts_up_to_the_limit_are_taken(phones, more):
    started(phones, ALONE, **more)


def test_other_parties_methods_and_sessions_are_refused_in_the_services_form(phones):
    stranger = mobile_id_request(*ALONE, relyingPartyUUID="00000000-0000-4000-8000-000000000000")
    refused = [
        (phones.post("mobile-id/authentication", json=stranger), 401),
        (phones.get("mobile-id/authentication"), 405),
        (state(phones, "00000000-0000-0000-0000-000000000000"), 404),
    ]
    for answer, expected in refused:
        assert answer.status_code == expected
        assert {"error", "time", "traceId"} <= answer.json().keys()
    assert phones.get("mobile-id/version").text.startswith("Version: ")


def test_while_nobody_answers_the_state_is_running_and_no_poll_is_held_longer_than_asked(phones):
    _, session = started(phones, ONA)
    began = time.monotonic()
    assert state(phones, session, 300).json()["state"] == "RUNNING"
    assert 0.3 <= time.monotonic() - began < 1.4


def test_a_second_poll_ends_the_first_one(phones):
    _, session = started(phones, ONA)
    told = []
    older = threading.Thread(target=lambda: told.append((state(phones, session, 2000).json(), time.monotonic())))
    older.start()
    time.sleep(0.4)
    began = time.monotonic()
    state(phones, session, 1500)
    older.join()
    assert told[0][0]["state"] == "RUNNING"
    assert told[0][1] - began < 1.4


def test_a_request_that_nobody_answers_ends(phones_of):
    with phones_of(lasts=0.3) as quick:
        _, session = started(quick, ONA)
        assert state(quick, session).json()["result"] == "TIMEOUT"


def test_a_session_is_forgotten(phones_of):
    with phones_of(forgotten_after=0.2) as quick:
        _, session = started(quick, ONA)
        time.sleep(0.3)
        assert state(quick, session).status_code == 404
