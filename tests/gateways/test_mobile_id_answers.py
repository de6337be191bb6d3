"""When an answer of Mobile-ID proves a person, and when it does not."""

import os
import string
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from gateways.mobile_id import verify
from gateways.mobile_id.verification import der_signature
from rules.identity import Identity, Refusal
from tests.gateways.authority import MOMENT, authority, named, old_dated
from tests.gateways.phones import (
    CA,
    HASHES,
    NAMES,
    ONA,
    PERSON,
    POLICIES,
    ROOT,
    SESSION,
    answered,
    base64_of,
    changed,
    phone,
    service,
    signature,
    told,
)
from tests.gateways.responding import responding


def test_a_good_answer_proves_a_person_strongly():
    person = told(answered())
    assert person == Identity("PNO", "LT", "40404040009", "ONA", "PETRAITIENĖ", "mobile-id", "high")
    assert person.opens_contracts


EC_384 = phone(key=ec.generate_private_key(ec.SECP384R1()))
RSA = phone(key=rsa.generate_private_key(65537, 2048))
BARE = phone(named(c="LT", serial="40404040009", **NAMES))
ESTONIAN = phone(named(c="EE", serial="40404040009", **NAMES))


@pytest.mark.parametrize("owner", [EC_384, RSA, BARE], ids=["P-384", "RSA", "a bare code"])
@pytest.mark.parametrize("hash_type", HASHES)
def test_every_kind_of_sim_card_proves_its_person(owner, hash_type):
    digest = os.urandom(HASHES[hash_type].digest_size)
    session = replace(SESSION, digest=base64_of(digest), hash_type=hash_type)
    person = told(answered(owner, digest, hash_type), owner, session=session)
    assert isinstance(person, Identity) and person.key == "PNOLT-40404040009"


def test_an_estonian_with_the_same_digits_is_somebody_else():
    person = told(answered(ESTONIAN), ESTONIAN)
    assert isinstance(person, Identity) and person.key == "PNOEE-40404040009"
    assert not person.opens_contracts


def test_sims_with_the_old_way_of_dates_are_taken_where_it_is_said():
    old = old_dated(ONA, CA)
    assert isinstance(told(answered(old), old, old_dates=True), Identity)
    assert told(answered(old), old) == Refusal("failed", "chain")


STRANGER = authority("Test CA of phones", authority("Test root"))
UNFIT = {
    "another person": (phone(named(c="LT", serial="PNOLT-50505050008", **NAMES)), "another person"),
    "no code but in the CN": (phone(named(c="LT", **NAMES)), "identity"),
    "a passport": (phone(named(c="LT", serial="PASLT-40404040009", **NAMES)), "identity"),
    "for signing documents": (phone(usage=("content_commitment",)), "purpose"),
    "for everything": (phone(usage=("digital_signature", "content_commitment")), "purpose"),
    "for no signing": (phone(usage=("key_encipherment",)), "purpose"),
    "Smart-ID's": (phone(policies=("1.3.6.1.4.1.10015.17.2", "0.4.0.2042.1.2")), "policy"),
    "half a policy": (phone(policies=POLICIES[:1]), "policy"),
    "no policy": (phone(policies=()), "policy"),
    "expired": (phone(days=(-300, -1)), "validity"),
    "not yet in force": (phone(days=(1, 300)), "validity"),
    "of another CA": (phone(by=STRANGER), "chain"),
    "of a CA's own": (phone(ca=True), "the certificate is a CA's"),
}


@pytest.mark.parametrize("case", UNFIT)
def test_a_certificate_that_is_not_the_persons_for_signing_in(case):
    owner, step = UNFIT[case]
    assert told(answered(owner), owner) == Refusal("failed", step)


def test_a_revoked_certificate_proves_nobody_and_neither_does_silence():
    with responding((ONA.certificate, CA), (CA.certificate, ROOT)) as responder:
        responder.gone.add(ONA.certificate.serial_number)
        assert verify(service(responder.url), SESSION, answered(), MOMENT) == Refusal("failed", "ocsp revoked")
        responder.failures = 99
        assert verify(service(responder.url), SESSION, answered(), MOMENT) == Refusal("unavailable", "ocsp http 503")


def test_without_a_policy_in_the_contract_nobody_is_let_in():
    with responding((ONA.certificate, CA), (CA.certificate, ROOT)) as responder:
        for policies in ((), ("",)):
            party = replace(service(responder.url), policies=policies)
            assert verify(party, SESSION, answered(), MOMENT) == Refusal("failed", "policy")


RAW = signature(ONA)[0]


@pytest.mark.parametrize(
    ("answer", "step"),
    [
        ({}, "no result"),
        (changed(state="RUNNING"), "no result"),
        (changed(state=None), "no result"),
        (changed(result={"endResult": "OK"}), "no result"),
        (changed(result=["OK"]), "no result"),
        (changed(result="ok"), "unknown result"),
        (changed(result="OK "), "unknown result"),
        (changed(signature=None), "no signature"),
        (changed(signature=base64_of(RAW)), "no signature"),
        (changed(cert=None), "certificate"),
        (changed(cert=""), "certificate"),
        (changed(cert={"value": ONA.der}), "certificate"),
        (changed(algorithm=None), "algorithm"),
        (changed(algorithm="SHA256WithECEncryption"), "algorithm"),
        (changed(algorithm="SHA512WithRSAEncryption"), "algorithm"),
        (changed(algorithm="SHA512WithECEncryption\n"), "algorithm"),
        (changed(algorithm="none"), "algorithm"),
        (changed(value=None), "signature"),
        (changed(value=""), "signature"),
        (changed(value=base64_of(RAW[:-1])), "signature"),
        (changed(value=base64_of(b"\0" + RAW + b"\0")), "signature"),
        (changed(value=base64_of(RAW[32:] + RAW[:32])), "signature"),
        (changed(value=base64_of(bytes(64))), "signature"),
        (changed(value=base64_of(der_signature(RAW, 32))), "signature"),
        (changed(value=base64_of(RAW) + "\n"), "signature"),
        (answered(phone(PERSON)) | {"cert": ONA.der}, "signature"),
        (answered(digest=os.urandom(64)), "signature"),
    ],
)
def test_an_answer_that_does_not_hold(answer, step):
    assert told(answer) == Refusal("failed", step)


GOOD = answered()
PLACES = [("state",), ("result",), ("cert",), ("signature", "value"), ("signature", "algorithm")]


@settings(max_examples=200, deadline=None)
@given(st.data())
@pytest.mark.filterwarnings("ignore")
def test_one_spoilt_letter_in_any_field_proves_nobody(data):
    """No responder listens here: whatever gets so far as to ask one would be told apart by its outcome."""
    names = data.draw(st.sampled_from(PLACES))
    text = GOOD[names[0]] if len(names) == 1 else GOOD["signature"][names[1]]
    place = data.draw(st.integers(0, len(text) - 1))
    same = text[place].lower() + text[place].upper() if names[-1] == "algorithm" else text[place]
    letter = data.draw(st.sampled_from(sorted({*string.printable, "ą", "\0"} - {*same})))
    spoilt = text[:place] + letter + text[place + 1 :]
    answer = GOOD | ({names[0]: spoilt} if len(names) == 1 else {"signature": GOOD["signature"] | {names[1]: spoilt}})
    refusal = verify(service("http://127.0.0.1:9/"), SESSION, answer, MOMENT)
    assert isinstance(refusal, Refusal) and refusal.outcome == "failed"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["value", "algorithm", "a"]), inner),
    max_leaves=6,
)


@settings(max_examples=100, deadline=None)
@given(st.fixed_dictionaries({"signature": JSON, "cert": JSON | st.just(ONA.der)}), st.sampled_from(["OK", "TIMEOUT"]))
def test_no_answer_is_a_surprise(parts, result):
    answer = {"state": "COMPLETE", "result": result, **parts}
    assert isinstance(verify(service("http://127.0.0.1:9/"), SESSION, answer, MOMENT), Refusal)
