"""What the Smart-ID stand-in refuses, as the real service does."""

from base64 import b64encode

import pytest

from tests.phones.smart_id import (
    ALONE,
    ANONYMOUS,
    PUSH,
    START,
    interactions,
    made,
    push_request,
    smart_id_request,
    state,
)

TWICE = {"type": "displayTextAndPIN", "displayText60": "a"}
CHOICE = {"type": "confirmationMessageAndVerificationCodeChoice", "displayText200": "a"}
PARAMETERS = smart_id_request()["signatureProtocolParameters"]
WRONG = {
    "nonce": {"nonce": "abc"},
    "relyingPartyUUID": {"relyingPartyUUID": "DEMO"},
    "relyingPartyName": {"relyingPartyName": "Š" * 17},
    "certificateLevel": {"certificateLevel": "QSCD"},
    "signatureProtocol": {"signatureProtocol": "ACSP_V1"},
    "signatureProtocolParameters": {"signatureProtocolParameters": None},
    "rpChallenge": {"signatureProtocolParameters": {**PARAMETERS, "rpChallenge": b64encode(bytes(31)).decode()}},
    "signatureAlgorithm": {"signatureProtocolParameters": {**PARAMETERS, "signatureAlgorithm": "none"}},
    "hashAlgorithm": {"signatureProtocolParameters": {**PARAMETERS, "signatureAlgorithmParameters": {}}},
    "interactions": {"interactions": interactions(TWICE, TWICE)},
    "interactions too long": {"interactions": interactions({"type": "displayTextAndPIN", "displayText60": "a" * 61})},
    "interactions of the other text": {"interactions": interactions({**TWICE, "displayText200": "a"})},
    "interactions of a push": {"interactions": interactions(CHOICE)},
    "interactions unknown": {"interactions": interactions({"type": "sing", "displayText60": "a"})},
    "interactions no list": {"interactions": b64encode(b"{}").decode()},
    "interactions no base64": {"interactions": "[]"},
    "initialCallbackUrl": {"initialCallbackUrl": "http://example.com/back"},
    "initialCallbackUrl with a fragment": {"initialCallbackUrl": "https://example.com/back#x"},
    "initialCallbackUrl with a bar": {"initialCallbackUrl": "https://example.com/back?a|b"},
    "initialCallbackUrl too long": {"initialCallbackUrl": "https://example.com/" + "a" * 1800},
    "requestProperties": {"requestProperties": {"shareMdClientIpAddress": "yes"}},
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG)
def test_a_request_with_a_wrong_field_is_refused_with_a_problem_that_names_it(phones, wrong):
    answer = phones.post(ANONYMOUS, json=smart_id_request(**WRONG[wrong]))
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["errors"][0]["paramName"] == wrong.split(" ")[0]
    assert answer.json()["status"] == 400


def test_a_push_needs_its_kind_of_code_and_may_offer_a_choice_of_codes(phones):
    refused = phones.post(f"{PUSH}/{ALONE}", json=push_request(vcType=None))
    assert refused.json()["errors"][0]["paramName"] == "vcType"
    assert phones.post(f"{PUSH}/{ALONE}", json=push_request(interactions=interactions(CHOICE))).status_code == 200


@pytest.mark.parametrize("name", ["Ąžuolas " * 4, "DEMO", "demo"])
def test_sixty_letters_are_counted_as_letters_and_the_name_is_matched_without_case(phones, name):
    text = interactions({"type": "displayTextAndPIN", "displayText60": "ž" * 60})
    answer = phones.post(ANONYMOUS, json=smart_id_request(interactions=text, relyingPartyName=name))
    assert answer.status_code == (200 if name.lower() == "demo" else 400)


def test_a_body_that_is_no_json_object_is_a_bad_request(phones):
    assert phones.post(ANONYMOUS, data="[").status_code == 400
    assert phones.post(ANONYMOUS, json=[1]).status_code == 400


@pytest.mark.parametrize("more", [{"relyingPartyUUID": "00000000-0000-4000-8000-000000000001"},
                                  {"relyingPartyName": "Other"}])  # fmt: skip
def test_another_relying_party_is_not_recognised(phones, more):
    assert phones.post(ANONYMOUS, json=smart_id_request(**more)).status_code == 401


@pytest.mark.parametrize("path", ["etsi/PNOLT-91234567895", "document/PNOLT-91234567895-MOCK-Q"])
def test_who_has_no_account_is_not_found(phones, path):
    for flow, sent in (("notification", push_request()), ("device-link", smart_id_request())):
        answer = phones.post(f"{START}/{flow}/{path}", json=sent)
        assert answer.status_code == 404
        assert answer.json()["errors"][0]["code"] == "NO_SUITABLE_ACCOUNT_FOUND"


def test_an_identifier_of_another_form_is_a_bad_request(phones):
    assert phones.post(f"{PUSH}/48506151233", json=push_request()).status_code == 400


def test_a_session_that_is_unknown_is_not_found(phones):
    assert state(phones, {"sessionID": "00000000-0000-0000-0000-000000000000"}).status_code == 404
    _, session = made(phones)
    assert state(phones, session, "soon").status_code == 400
