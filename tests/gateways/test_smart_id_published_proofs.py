"""The published examples of Smart-ID: what must become of each answer and each certificate."""

from dataclasses import replace

import pytest

from gateways import smart_id
from gateways.certificates import Untrusted, policies, read_certificate
from gateways.smart_id import Session, answer_steps, certificate_steps, interactions
from gateways.smart_id.answer import read_answer
from gateways.smart_id.signed import signed_text
from rules.identity import Identity, Refusal
from tests.gateways.published import SMART
from tests.gateways.smart_id_examples import EXAMPLES, NOW, SIGNED, SK, every, live, service


def without_revocation(told: dict, sent: Session, scheme: str = "smart-id-demo") -> Identity:
    """All steps of `verify` but the question about revocation, which nobody answers for a published certificate."""
    answer = read_answer(told)
    answer_steps.check_whole(answer)
    answer_steps.check_user_challenge(answer, None)
    certificate = read_certificate(answer.certificate)
    SK.chain(certificate, NOW)
    certificate_steps.check_policies(certificate, answer.level)
    certificate_steps.check_purpose(certificate)
    assert certificate_steps.reaches(answer.level, sent.level)
    identity = certificate_steps.identity_of(certificate, sent, answer)
    answer_steps.check_flow(sent, answer)
    answer_steps.check_algorithm(sent, answer)
    answer_steps.check_signature(scheme, sent, answer, certificate)
    return identity


def test_what_a_real_phone_signed_is_accepted():
    case = SIGNED["sid-sess-01"]
    wanted = case["expected_identity"]
    told = case["session_status_response"]
    assert signed_text("smart-id-demo", live(), read_answer(told)) == case["expected_payload"]
    identity = without_revocation(told, live())
    assert (identity.key, identity.country) == (wanted["serialNumber"], wanted["country"])
    assert (identity.given_name, identity.family_name) == (wanted["givenName"], wanted["surname"])
    assert (identity.level, identity.document) == ("high", told["result"]["documentNumber"])
    assert not identity.opens_contracts


WORLD = interactions.encoded([{"displayText60": "Hello worlD", "type": "displayTextAndPIN"}])
SENT = {"challenge": f"r{live().challenge[1:]}", "name": "demo", "interactions": WORLD}


@pytest.mark.parametrize("name", SENT)
def test_what_a_real_phone_signed_is_not_about_another_request(name):
    with pytest.raises(Untrusted, match="signature"):
        without_revocation(SIGNED["sid-sess-01"]["session_status_response"], replace(live(), **{name: SENT[name]}))


def test_what_a_real_phone_signed_in_demo_is_nothing_in_earnest():
    with pytest.raises(Untrusted, match="signature"):
        without_revocation(SIGNED["sid-sess-01"]["session_status_response"], live(), scheme="smart-id")


def test_what_a_real_phone_signed_has_one_flow_and_one_interaction():
    told = SIGNED["sid-sess-01"]["session_status_response"]
    other = {**told, "signature": {**told["signature"], "flowType": "QR"}}
    with pytest.raises(Untrusted, match="flow"):
        without_revocation(other, live())
    with pytest.raises(Untrusted, match="signature"):
        without_revocation(other, replace(live(), flows="QR"))
    with pytest.raises(Untrusted, match="interaction"):
        without_revocation({**told, "interactionTypeUsed": "confirmationMessage"}, live())


def test_a_weaker_hash_than_we_ask_for_is_refused_though_a_real_phone_signed_it():
    with pytest.raises(Untrusted, match="algorithm"):
        without_revocation(SIGNED["sid-sess-01"]["session_status_response"], replace(live(), hash_name="SHA-512"))


def test_a_signature_under_a_document_does_not_sign_anybody_in():
    case = SIGNED["sid-sess-03"]
    assert case["use_as_negative"]
    told = case["session_status_response"]
    assert smart_id.verify(service(), live(), told, None, NOW) == Refusal("failed", "answer")
    with pytest.raises(Untrusted, match="purpose"):
        certificate_steps.check_purpose(read_certificate(told["cert"]["value"]))


@every(EXAMPLES["session_status_end_results"]["cases"])
def test_a_published_answer_is_told_apart(case):
    outcomes = {"ACCOUNT_UNUSABLE": "unusable", "TIMEOUT": "expired", "USER_REFUSED": "cancelled",
                "USER_REFUSED_INTERACTION": "cancelled", "WRONG_VC": "wrong_code"}  # fmt: skip
    told = smart_id.verify(service(), live(), case["response"], None, NOW)
    result = case["response"].get("result", {}).get("endResult")
    assert told == (Refusal(outcomes[result], result) if result else Refusal("failed", "no endResult"))


@pytest.mark.parametrize("result", EXAMPLES["session_status_end_results"]["all_endResult_values"])
def test_no_published_result_alone_proves_anybody(result):
    told = smart_id.verify(service(), live(), {"state": "COMPLETE", "result": {"endResult": result}}, None, NOW)
    assert told.reason == ("answer" if result == "OK" else result)


def test_the_policies_of_the_published_certificates_tell_their_level():
    certificate_steps.check_policies(SMART["php/qualified_smartid_ee"], "QUALIFIED")
    for name in ("php/non_qualified_smartid_ee", "FAKE-TEST-AUTH-Q-20991231"):
        with pytest.raises(Untrusted, match="policies"):
            certificate_steps.check_policies(SMART[name], "QUALIFIED")


def test_the_published_weaker_certificate_bears_one_of_the_two_policies_of_its_level():
    """Its `use` would have it accepted as ADVANCED; smart-id.md §11 wants both policies, and so do we."""
    certificate = SMART["php/non_qualified_smartid_ee"]
    assert policies(certificate) & certificate_steps.POLICIES["ADVANCED"] == {"1.3.6.1.4.1.10015.17.1"}
    with pytest.raises(Untrusted, match="policies"):
        certificate_steps.check_policies(certificate, "ADVANCED")


@pytest.mark.parametrize("name", ["php/no_clientauth_ee", "OK-SIGN-Q-PNOEE-40504040001", "php/ocsp_responder"])
def test_a_certificate_for_something_else_is_refused(name):
    with pytest.raises(Untrusted, match="purpose"):
        certificate_steps.check_purpose(SMART[name])
