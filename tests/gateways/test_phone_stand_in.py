"""The Smart-ID stand-in's answers, checked with nothing of our gateway and nothing of its own code."""

import json
import time
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from tests.phones import is_trusted
from tests.phones.smart_id import (
    ALONE,
    ONA,
    PUSH,
    START,
    certificate,
    click,
    clicked,
    device_link,
    is_signed,
    made,
    policies,
    purposes,
    pushed,
    signed_text,
    smart_id_request,
    state,
    urlsafe,
)  # fmt: skip

EXAMPLES = json.loads(Path(__file__).with_name("examples").joinpath("smart_id.json").read_text())
LINKS = [link for link in EXAMPLES["device_link_auth_code"] if link["signatureProtocol"] == "ACSP_V2"]


@pytest.mark.parametrize("example", LINKS, ids=lambda example: example["id"])
def test_the_links_of_these_tests_are_those_that_smart_id_publishes(example):
    sent = smart_id_request(
        relyingPartyName=example["relyingPartyName"],
        signatureProtocolParameters={"rpChallenge": example["rpChallenge_or_digest"]},
        interactions=example["interactions"],
        initialCallbackUrl=example["initialCallbackUrl"],
    )
    link = device_link(
        example, sent, example["deviceLinkType"], example["elapsedSeconds"] or 0, example["schemeName"],
        example["brokeredRpName"], example["lang"],
    )  # fmt: skip
    assert link == example["expected_deviceLink"]


def test_the_signed_text_of_these_tests_is_that_of_a_real_session():
    (example,) = [given for given in EXAMPLES["signed_sessions"] if given["id"] == "sid-sess-01"]
    asked = example["request"]
    sent = smart_id_request(
        signatureProtocolParameters={"rpChallenge": asked["rpChallenge"]}, interactions=asked["interactions"]
    )
    assert signed_text(sent, example["session_status_response"]).decode() == example["expected_payload"]
    assert is_signed(sent, example["session_status_response"])


def test_a_device_link_session_has_a_token_a_secret_and_leads_to_the_phone(phones):
    _, session = made(phones)
    assert session["sessionToken"].isalnum() and len(session["sessionToken"]) >= 24
    assert len(b64decode(session["sessionSecret"])) == 32
    assert session["deviceLinkBase"] == f"{phones.address}/sandbox/phone/link"


def test_who_opens_a_qr_link_signs_with_a_qualified_certificate_of_our_own_authority(phones):
    sent, answer, _ = clicked(phones, f"{ONA}-MOCK-Q")
    assert (answer["state"], answer["result"]["endResult"]) == ("COMPLETE", "OK")
    assert answer["result"]["documentNumber"] == f"{ONA}-MOCK-Q"
    assert answer["signature"]["flowType"] == "QR"
    assert answer["cert"]["certificateLevel"] == "QUALIFIED"
    assert is_signed(sent, answer)
    leaf = certificate(answer)
    assert is_trusted(phones, leaf, "smart-id-ca")
    assert is_trusted(phones, leaf, "root")
    assert not is_trusted(phones, leaf, "mobile-id-ca")
    assert policies(leaf) == {"1.3.6.1.4.1.10015.17.2", "0.4.0.2042.1.2"}
    assert purposes(leaf) == {"1.3.6.1.4.1.62306.5.7.0"}
    assert leaf.extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature
    assert leaf.public_key().key_size == 3072
    named = {part.oid: part.value for part in leaf.subject}
    assert (named[NameOID.SERIAL_NUMBER], named[NameOID.COUNTRY_NAME]) == (ONA, "LT")
    assert (named[NameOID.GIVEN_NAME], named[NameOID.SURNAME]) == ("ONA", "PAVYZDIENĖ")


def test_after_a_web2app_link_the_browser_comes_back_with_values_that_belong_to_the_session(phones):
    sent, session = made(phones)
    told = click(phones, f"{ONA}-MOCK-Q", device_link(session, sent, "Web2App"), "Web2App")
    query = parse_qs(urlsplit(told.json()["callbackUrl"]).query)
    answer = state(phones, session).json()
    assert told.json()["callbackUrl"].startswith(sent["initialCallbackUrl"] + "&sessionSecretDigest=")
    assert query["sessionSecretDigest"] == [urlsafe(sha256(b64decode(session["sessionSecret"])).digest())]
    verifier = query["userChallengeVerifier"][0]
    assert urlsafe(sha256(verifier.encode()).digest()) == answer["signature"]["userChallenge"]
    assert answer["signature"]["flowType"] == "Web2App"
    assert is_signed(sent, answer)


@pytest.mark.parametrize("name", ["SHA-256", "SHA3-256"])
def test_the_hash_is_the_one_that_was_asked(phones, name):
    parameters = {"rpChallenge": b64encode(bytes(32)).decode(), "signatureAlgorithm": "rsassa-pss",
                  "signatureAlgorithmParameters": {"hashAlgorithm": name}}  # fmt: skip
    sent, answer = pushed(phones, ALONE, signatureProtocolParameters=parameters)
    assert answer["signature"]["signatureAlgorithmParameters"]["hashAlgorithm"] == name
    assert is_signed(sent, answer)


def test_a_push_is_answered_by_a_person_who_needs_no_hand(phones):
    sent, answer = pushed(phones, ALONE)
    assert answer["signature"]["flowType"] == "Notification"
    assert is_signed(sent, answer)


def test_a_push_to_a_document_asks_its_holder(phones):
    sent, session = made(phones, f"{START}/notification/document/{ALONE}-MOCK-Q")
    assert is_signed(sent, state(phones, session).json())


def test_an_older_certificate_is_meant_for_client_authentication(phones):
    sent, answer = pushed(phones, "PNOLT-33301010019")
    usage = certificate(answer).extensions.get_extension_for_class(x509.KeyUsage).value
    assert purposes(certificate(answer)) == {"1.3.6.1.5.5.7.3.2"}
    assert usage.key_encipherment and usage.data_encipherment
    assert is_signed(sent, answer)


def test_a_person_without_a_qualified_account_says_so(phones):
    _, answer = pushed(phones, "PNOLT-40504049999")
    assert answer["cert"]["certificateLevel"] == "ADVANCED"
    assert policies(certificate(answer)) == {"1.3.6.1.4.1.10015.17.1", "0.4.0.2042.1.1"}


def test_an_estonian_and_a_lithuanian_may_have_the_same_digits(phones):
    subjects = [certificate(clicked(phones, f"{person}-MOCK-Q")[1]).subject
                for person in ("PNOEE-40404040009", "PNOLT-40404040009")]  # fmt: skip
    numbers = [subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)[0].value for subject in subjects]
    assert numbers == ["PNOEE-40404040009", "PNOLT-40404040009"]


def test_every_answer_is_the_same_at_each_poll_and_holds_fields_that_nobody_announced(phones):
    _, session = made(phones, f"{PUSH}/{ALONE}")
    first, second = (state(phones, session).json() for _ in range(2))
    assert first == second
    assert any(name.startswith("unknownField") for name in first)


def test_while_nobody_answers_the_state_is_running_and_no_poll_is_held_longer_than_asked(phones):
    _, session = made(phones)
    for wait in (0, 300):
        began = time.monotonic()
        assert state(phones, session, wait).json()["state"] == "RUNNING"
        assert wait / 1000 <= time.monotonic() - began < 1.8


def test_a_poll_ends_as_soon_as_somebody_answers(phones):
    _, session = made(phones, f"{PUSH}/{ALONE}")
    began = time.monotonic()
    assert state(phones, session, 2000).json()["state"] == "COMPLETE"
    assert time.monotonic() - began < 1.9


def test_ignored_properties_are_named_and_the_address_of_the_phone_is_shared_on_wish(phones):
    _, answer = pushed(phones, ALONE, requestProperties={"shareMdClientIpAddress": True, "colour": "red"})
    assert answer["ignoredProperties"] == ["colour"]
    assert answer["deviceIpAddress"]


RESULTS = {
    "PNOLT-30403039917": "USER_REFUSED", "PNOLT-30403039972": "WRONG_VC", "PNOLT-30403039983": "TIMEOUT",
    "PNOLT-33301010183": "USER_REFUSED_CERT_CHOICE", "PNOLT-33301010194": "DOCUMENT_UNUSABLE",
    "PNOLT-33301010204": "ACCOUNT_UNUSABLE", "PNOLT-33301010215": "REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP",
    "PNOLT-33301010226": "PROTOCOL_FAILURE", "PNOLT-33301010237": "EXPECTED_LINKED_SESSION",
    "PNOLT-33301010248": "SERVER_ERROR",
}  # fmt: skip


@pytest.mark.parametrize(("person", "result"), RESULTS.items())
def test_each_result_has_its_person(phones, person, result):
    _, answer = pushed(phones, person)
    assert (answer["state"], answer["result"]["endResult"]) == ("COMPLETE", result)
    assert "signature" not in answer and "cert" not in answer


def test_every_published_result_is_covered():
    covered = {*RESULTS.values(), "OK", "USER_REFUSED_INTERACTION"}
    assert covered == set(EXAMPLES["session_status_end_results"]["all_endResult_values"])


def test_a_refusal_on_the_screen_names_the_interaction(phones):
    for person, used in (("30403039928", "displayTextAndPIN"), ("30403039946", "confirmationMessage")):
        _, answer = pushed(phones, f"PNOLT-{person}")
        assert answer["result"]["endResult"] == "USER_REFUSED_INTERACTION"
        assert answer["result"]["details"]["interaction"] == used
