"""The published answers of Mobile-ID, and what each of its results means."""

import base64
from dataclasses import replace

import pytest

from gateways.certificates import Trust, Untrusted, subject_person
from gateways.https import Line
from gateways.mobile_id import Service, Session, verify
from gateways.mobile_id.verification import der_signature, signer
from rules.identity import Refusal
from tests.gateways.phones import SESSION, base64_of, changed, told
from tests.gateways.published import AUTHORITIES, ESTEID, MOBILE_ID, PUBLISHED, published

SIGNED = MOBILE_ID["authentication_signatures"]
STATUSES = {case["id"]: case["response"] for case in MOBILE_ID["session_status"]}
MEANINGS = {
    "TIMEOUT": "expired",
    "USER_CANCELLED": "cancelled",
    "NOT_MID_CLIENT": "failed",
    "PHONE_ABSENT": "unreachable",
    "DELIVERY_ERROR": "undelivered",
    "SIM_ERROR": "undelivered",
    "SIGNATURE_HASH_MISMATCH": "misconfigured",
    "ERROR": "failed",
    "EXPIRED_TRANSACTION": "failed",
    "MID_NOT_READY": "failed",
}


@pytest.mark.parametrize(
    "result", [name for names in list(MOBILE_ID["session_results"].values())[:2] for name in names if name != "OK"]
)
def test_every_published_result_has_its_meaning(result):
    assert told(changed(result=result)) == Refusal(MEANINGS[result], result)


@pytest.mark.parametrize("result", ["", "NEW_RESULT", "+37061234567", "ok"])
def test_an_unknown_result_is_refused_and_not_repeated(result):
    assert told(changed(result=result)) == Refusal("failed", "unknown result")


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("mid-status-01", Refusal("failed", "signature")),
        ("mid-status-03", Refusal("failed", "no result")),
        ("mid-status-05", Refusal("failed", "no result")),
        ("mid-status-10", Refusal("unreachable", "PHONE_ABSENT")),
        ("mid-status-14", Refusal("cancelled", "USER_CANCELLED")),
    ],
)
def test_a_published_status_proves_nobody_here(name, refusal):
    """The first is honest and answers another hash; its hash type is what was asked, so that the signature decides."""
    session = replace(SESSION, digest=base64_of(bytes(32)), hash_type="SHA256")
    assert told(STATUSES[name], session=session) == refusal


def published_answer(case: dict, **seal: str) -> tuple[Session, dict]:
    session = Session("a" * 36, case["signed_hash_base64"], case["hashType"], "60001019906")
    value = {"value": case["signature_value_base64"], "algorithm": "SHA512WithECEncryption"}
    der = "".join(line for line in case["cert_pem"].splitlines() if "-----" not in line)
    return session, {"state": "COMPLETE", "result": "OK", "signature": value | seal, "cert": der}


@pytest.mark.parametrize("case", SIGNED, ids=lambda case: case["id"])
def test_a_published_signature_holds(case):
    raw = base64.b64decode(case["signature_value_base64"])
    assert der_signature(raw, 32).hex() == case["expected_der_signature_hex"]
    assert signer(*published_answer(case)) == ESTEID
    assert subject_person(ESTEID)[:2] == ("EE", "60001019906")


@pytest.mark.parametrize("case", SIGNED, ids=lambda case: case["id"])
def test_a_published_signature_that_is_changed_does_not_hold(case):
    raw = base64.b64decode(case["signature_value_base64"])
    for value in (raw[32:] + raw[:32], bytes.fromhex(case["expected_der_signature_hex"])):
        with pytest.raises(Untrusted, match="signature"):
            signer(*published_answer(case, value=base64_of(value)))
    digest = base64.b64decode(case["signed_hash_base64"])
    session, answer = published_answer(case)
    for bit in range(256, 512):  # under P-256 the first 256 bits are all that ECDSA signs (FIPS 186-5 §6.4.1)
        other = (int.from_bytes(digest, "big") ^ 1 << bit).to_bytes(64, "big")
        with pytest.raises(Untrusted, match="signature"):
            signer(replace(session, digest=base64_of(other)), answer)


@pytest.mark.parametrize("case", SIGNED, ids=lambda case: case["id"])
def test_a_published_answer_is_believed_as_far_as_can_be_without_sk(case):
    """All but the revocation holds under the right CA, and SK alone can answer that; under another nothing does."""
    session, answer = published_answer(case)
    policies = ("1.3.6.1.4.1.10015.3.1.3+0.4.0.2042.1.2",)
    for name, refusal in (
        ("TEST_of_ESTEID-SK_2015.pem.crt", Refusal("unavailable", "ocsp try_again")),
        ("TEST_of_ESTEID-SK_2011.pem.crt", Refusal("failed", "chain")),
    ):
        trust = Trust((AUTHORITIES[name],), ocsp_url="http://127.0.0.1:9/", old_dates=True)
        party = Service(Line("http://127.0.0.1:9/"), "0", "DEMO", trust, policies)
        assert verify(party, session, answer, PUBLISHED) == refusal
        assert verify(party, session, answer | {"result": "TIMEOUT"}, PUBLISHED) == Refusal("expired", "TIMEOUT")


@pytest.mark.parametrize("case", MOBILE_ID["identity_from_certificate"], ids=lambda case: case["id"])
def test_the_person_of_a_published_certificate(case):
    wanted = case["expected"]
    expected = (wanted["country"], wanted["identityCode"], wanted["givenName"], wanted["surname"])
    assert subject_person(published(case["cert_pem"])) == expected
