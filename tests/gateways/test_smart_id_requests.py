"""What is asked of Smart-ID, and what is not."""

import base64
import json
from dataclasses import replace

import pytest

from gateways import smart_id
from gateways.errors import GatewayError
from gateways.smart_id.callback_url import callback_url_allowed
from gateways.smart_id.interactions import device_link_interactions, push_interactions
from tests.gateways.smart_id_examples import service
from tests.gateways.smart_id_phone import CALLBACK

TEXT = "Prisijungimas prie savitarnos"
SERVICE = service()


def decoded(interactions: str) -> list:
    return json.loads(base64.b64decode(interactions))


def test_a_device_link_asks_anybody_for_a_qualified_proof():
    request = smart_id.device_link_request(SERVICE, TEXT, CALLBACK)
    assert request.path == "authentication/device-link/anonymous"
    assert request.body("uuid") == {
        "relyingPartyUUID": "uuid",
        "relyingPartyName": "DEMO",
        "certificateLevel": "QUALIFIED",
        "signatureProtocol": "ACSP_V2",
        "signatureProtocolParameters": {
            "rpChallenge": request.challenge,
            "signatureAlgorithm": "rsassa-pss",
            "signatureAlgorithmParameters": {"hashAlgorithm": "SHA-512"},
        },
        "interactions": request.interactions,
        "initialCallbackUrl": CALLBACK,
    }
    assert request.flows == "QR Web2App"


def test_every_challenge_is_sixty_four_new_random_bytes():
    challenges = {smart_id.device_link_request(SERVICE, TEXT, CALLBACK).challenge for _ in range(50)}
    assert len(challenges) == 50
    assert {len(base64.b64decode(challenge)) for challenge in challenges} == {64}


def test_a_push_asks_a_stated_person_and_has_the_code_chosen():
    request = smart_id.push_request(SERVICE, TEXT, person="PNOLT-40504040001")
    assert request.path == "authentication/notification/etsi/PNOLT-40504040001"
    body = request.body("uuid")
    assert body["vcType"] == "numeric4"
    assert "initialCallbackUrl" not in body
    assert [item["type"] for item in decoded(body["interactions"])] == ["confirmationMessageAndVerificationCodeChoice"]
    assert request.flows == "Notification"


def test_a_push_to_a_document_expects_the_person_whose_it_is():
    request = smart_id.push_request(SERVICE, TEXT, document="PNOLT-40504040001-MOCK-Q")
    assert request.path == "authentication/notification/document/PNOLT-40504040001-MOCK-Q"
    assert request.person == "PNOLT-40504040001"


WRONG = [
    {"person": "PNOLT-40504040002"}, {"person": "40504040001"}, {"person": ""}, {"person": "PNOLT-40504040001\n"},
    {"person": "PASLT-40504040001"}, {"person": "PNOLT-40504040001/../x"}, {"document": "PNOLT-40504040001"},
    {"document": "PNOLT-40504040002-MOCK-Q"}, {"document": "../session"},
    {"person": "PNOLT-40504040001", "document": "PNOLT-40504040001-MOCK-Q"},
]  # fmt: skip


@pytest.mark.parametrize("whom", WRONG, ids=str)
def test_a_person_who_cannot_exist_costs_no_call(whom):
    with pytest.raises(GatewayError) as error:
        smart_id.push_request(SERVICE, TEXT, **whom)
    assert error.value.kind == "refused"
    assert "4050" not in error.value.reason


def test_a_short_text_is_shown_over_the_pin_and_a_long_one_before_it():
    assert decoded(device_link_interactions("ž" * 60)) == [{"type": "displayTextAndPIN", "displayText60": "ž" * 60}]
    assert decoded(device_link_interactions("ž" * 61)) == [{"type": "confirmationMessage", "displayText200": "ž" * 61}]
    assert "ž".encode() in base64.b64decode(push_interactions("ž" * 200))


@pytest.mark.parametrize("text", ["", "ž" * 201])
def test_a_text_that_the_phone_would_not_show_is_our_own_mistake(text):
    for interactions in (device_link_interactions, push_interactions):
        with pytest.raises(GatewayError, match="broken"):
            interactions(text)


ADDRESSES = {
    "http://127.0.0.1:8000/callback?value=1": True, "http://localhost/callback?value=1": True,
    "https://x/" + "a" * 1790: True, "https://x/" + "a" * 1791: False,
    "http://127.0.0.1.evil.example/": False, "http://localhost@evil.example/": False, "http://127.0.0.1": False,
    "http://[::1]/": False, "http://192.168.1.1/": False, "http://127.0.0.2/": False, "ftp://127.0.0.1/": False,
    "https://x/a|b": False, "https://x/a#b": False, "https://x/a b": False, "https://x/\n": False, "https://": False,
    "HTTPS://x/": False, "//x/": False, " https://x/": False, "smartid://x": False,
}  # fmt: skip


@pytest.mark.parametrize(("url", "allowed"), ADDRESSES.items(), ids=lambda part: str(part)[:40])
def test_a_callback_is_https_or_this_very_machine(url, allowed):
    assert callback_url_allowed(url) is allowed


@pytest.mark.parametrize("url", ["https://x/?value=short", "https://x/", "https://x/?value=" + "a" * 22 + "&value=b",
                                 "http://x/?value=" + "a" * 22])  # fmt: skip
def test_a_callback_without_an_unguessable_value_is_our_own_mistake(url):
    with pytest.raises(GatewayError, match="broken"):
        smart_id.device_link_request(SERVICE, TEXT, url)


@pytest.mark.parametrize("name", ["", "ž" * 17])
def test_a_party_is_named_with_one_to_thirty_two_bytes(name):
    with pytest.raises(GatewayError, match="broken"):
        replace(SERVICE, name=name)
