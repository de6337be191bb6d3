"""Who signed in with Smart-ID: whole answers of an in-test phone, and one thing wrong at a time."""

import dataclasses

import pytest

from gateways import smart_id
from gateways.smart_id import Callback, Session
from rules.identity import Identity, Refusal
from tests.gateways.smart_id_phone import BACK, CALLBACK, CLIENT_EKU, CODE, VERIFIER, Phones, answered, rsa_key, subject

FLOWS = {"QR": None, "Notification": None, "Web2App": BACK}


@pytest.fixture(scope="module")
def phones():
    with Phones() as made:
        yield made


@pytest.fixture
def link(phones) -> Session:
    return phones.link()


@pytest.fixture
def push(phones) -> Session:
    return phones.push()


def refused(step: str) -> Refusal:
    return Refusal("failed", step)


@pytest.mark.parametrize("flow", FLOWS)
def test_whoever_agreed_on_the_phone_is_known(phones, link, push, flow):
    session = push if flow == "Notification" else link
    told = answered(phones.person(), session, flow)
    identity = phones.verified(session, told, FLOWS[flow])
    document = f"PNOLT-{CODE}-MOCK-Q"
    assert identity == Identity("PNO", "LT", CODE, "VARDENIS", "PAVARDENIS", "smart-id", "high", document)
    assert identity.opens_contracts
    assert smart_id.needs_callback(told) is (flow == "Web2App")


def test_fields_that_nobody_knows_are_ignored(phones, link):
    told = answered(phones.person(), link, "QR")
    for place in (told, told["result"], told["signature"], told["cert"]):
        place["unknownField9433454"] = {"more": ["than", 1]}
    assert isinstance(phones.verified(link, told), Identity)


def test_an_older_certificate_serves_for_client_authentication(phones, link):
    usage = ("digital_signature", "key_encipherment", "data_encipherment")
    told = answered(phones.person(usage=usage, eku=(CLIENT_EKU,)), link, "QR")
    assert isinstance(phones.verified(link, told), Identity)


def test_an_estonian_with_the_same_digits_opens_no_contract(phones, link):
    told = answered(phones.person(subject(country="EE")), link, "QR")
    identity = phones.verified(link, told)
    assert identity.key == f"PNOEE-{CODE}"
    assert not identity.opens_contracts


# Steps 1 and 3: the callback.
CALLBACKS = {
    "callback is missing": None,
    "user challenge": Callback(BACK.value, BACK.digest, VERIFIER[:-1] + "d"),
    "callback": Callback(BACK.value, BACK.digest[:-1] + "d", VERIFIER),
}


@pytest.mark.parametrize("step", CALLBACKS)
def test_a_link_on_the_phone_wants_the_browser_back(phones, link, step):
    told = answered(phones.person(), link, "Web2App")
    assert phones.verified(link, told, CALLBACKS[step]) == refused(step)


def test_a_callback_of_another_browser_is_refused(phones, link):
    told, other = answered(phones.person(), link, "Web2App"), dataclasses.replace(BACK, value="another")
    assert phones.verified(link, told, other) == refused("callback")


def test_a_push_knows_of_no_callback(phones, push):
    told = answered(phones.person(), push, "Notification")
    assert phones.verified(push, told, BACK) == refused("callback")


# Step 10: what we offered.
@pytest.mark.parametrize(("flow", "step"), [("Notification", "flow"), ("App2App", "callback is missing")])
def test_a_flow_that_we_did_not_offer_is_refused(phones, link, flow, step):
    interaction = {"interaction": "displayTextAndPIN"}
    told = answered(phones.person(), link, flow, signs=interaction)
    assert phones.verified(link, told) == refused(step)
    if flow == "App2App":
        assert phones.verified(link, told, BACK) == refused("flow")


def test_a_push_is_not_answered_over_a_link(phones, push):
    told = answered(phones.person(), push, "QR")
    assert phones.verified(push, told) == refused("flow")


def test_the_code_cannot_be_left_unchosen(phones, push):
    told = answered(phones.person(), push, "Notification", signs={"interaction": "displayTextAndPIN"})
    assert phones.verified(push, told) == refused("interaction")


# Step 11: what was signed.
SIGNED = {"scheme": "smart-id", "protocol": "RAW_DIGEST_SIGNATURE", "challenge": "AAAA", "name": "REVNTw==",
          "brokered": "REVNTw==", "interactions": "AAAA", "callback": CALLBACK}  # fmt: skip


@pytest.mark.parametrize("part", SIGNED)
def test_a_signature_over_anything_else_is_refused(phones, link, part):
    told = answered(phones.person(), link, "QR", signs={part: SIGNED[part]}, signatureProtocol="ACSP_V2")
    assert phones.verified(link, told) == refused("signature")


SHIFTED = {"server_random": ["short", "A" * 201, "MTlop6EXCrQ6FOErcKjxUhbV|x", "MTlop6EXCrQ6FOErcKjxUhbV\n", ""],
           "user_challenge": ["A" * 42, "A" * 44, "A" * 42 + "|", "A" * 43 + "\n", ""]}  # fmt: skip


@pytest.mark.parametrize("part", SHIFTED)
def test_a_signed_text_that_could_be_read_in_two_ways_is_refused(phones, link, part):
    for value in SHIFTED[part]:
        told = answered(phones.person(), link, "QR", signs={part: value})
        assert phones.verified(link, told) == refused("answer"), value


def test_a_signature_by_another_key_is_refused(phones, link):
    told = answered(phones.person(key=rsa_key(3)), link, "QR", **{"cert.value": phones.person().der})
    assert phones.verified(link, told) == refused("signature")


def test_an_answer_to_another_session_is_refused(phones, link):
    told = answered(phones.person(), phones.link(), "QR")
    assert phones.verified(link, told) == refused("signature")
