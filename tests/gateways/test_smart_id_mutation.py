"""A good answer of Smart-ID with one thing changed proves nobody."""

import base64
import functools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateways.smart_id import Session
from rules.identity import Identity, Refusal
from tests.gateways.smart_id_phone import BACK, Phones, answered, changed

FIELDS = [
    "state", "result.endResult", "result.documentNumber", "signatureProtocol", "signature.value",
    "signature.serverRandom", "signature.userChallenge", "signature.flowType", "signature.signatureAlgorithm",
    "signature.signatureAlgorithmParameters.hashAlgorithm",
    "signature.signatureAlgorithmParameters.maskGenAlgorithm.algorithm",
    "signature.signatureAlgorithmParameters.maskGenAlgorithm.parameters.hashAlgorithm",
    "signature.signatureAlgorithmParameters.saltLength", "signature.signatureAlgorithmParameters.trailerField",
    "cert.value", "cert.certificateLevel", "interactionTypeUsed",
]  # fmt: skip
OBJECTS = ["result", "signature", "signature.signatureAlgorithmParameters", "cert",
           "signature.signatureAlgorithmParameters.maskGenAlgorithm",
           "signature.signatureAlgorithmParameters.maskGenAlgorithm.parameters"]  # fmt: skip
JUNK = [None, "", "x", 0, -1, True, 64.0, [], {}, ["OK"], {"a": "b"}, "PNOLT-1|a", "ą", "\ud800", "A" * 30_000]


@pytest.fixture(scope="module")
def phones():
    with Phones() as made:
        yield made


@pytest.fixture(scope="module")
def session(phones) -> Session:
    return phones.link()


@pytest.fixture(scope="module")
def good(phones, session) -> dict:
    told = answered(phones.person(), session, "Web2App")
    assert isinstance(phones.verified(session, told, BACK), Identity)
    return told


def value_at(told: dict, path: str):
    return functools.reduce(lambda place, name: place[name], path.split("."), told)


@pytest.mark.parametrize("path", FIELDS)
def test_a_changed_sign_in_any_field_is_refused(phones, session, good, path):
    value = value_at(good, path)
    for other in tampered(value):
        assert isinstance(phones.verified(session, changed(good, {path: other}), BACK), Refusal)


def tampered(value):
    """One sign changed at the beginning, in the middle, near the end; one more, one less, the other case."""
    if isinstance(value, int):
        return [value + 1, value - 1, str(value), float(value)]
    places = [0, len(value) // 2] if value.endswith("-MOCK-Q") else [0, len(value) // 2, len(value) - 1]
    flipped = [value[:at] + ("A" if value[at] != "A" else "B") + value[at + 1 :] for at in places]
    whole = [] if value.endswith("-MOCK-Q") else [value + "A", value[:-1], value.swapcase(), value + "\n", " " + value]
    return [other for other in flipped + whole if other != value]


@pytest.mark.parametrize("path", FIELDS + OBJECTS)
def test_a_field_that_is_missing_or_nonsense_is_refused(phones, session, good, path):
    for junk in JUNK:
        assert isinstance(phones.verified(session, changed(good, {path: junk}), BACK), Refusal), junk


@pytest.mark.parametrize("junk", [{}, {"result": {"endResult": "OK"}}, {"state": "COMPLETE"}, {"signature": 1}])
def test_an_answer_with_nothing_in_it_is_refused(phones, session, junk):
    assert isinstance(phones.verified(session, junk), Refusal)


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_no_flipped_bit_of_signature_or_certificate_goes_unnoticed(phones, session, good, data):
    path = data.draw(st.sampled_from(["signature.value", "cert.value", "signature.serverRandom"]))
    raw = bytearray(base64.b64decode(value_at(good, path)))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    told = phones.verified(session, changed(good, {path: base64.b64encode(raw).decode()}), BACK)
    assert isinstance(told, Refusal)


NESTED = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*OBJECTS, "x", "value"]), inner),
    max_leaves=6,
)


@given(path=st.sampled_from(FIELDS + OBJECTS), value=NESTED)
@settings(max_examples=200, deadline=None)
def test_whatever_comes_instead_of_a_field_ends_in_a_refusal(phones, session, good, path, value):
    told = phones.verified(session, changed(good, {path: value}), BACK)
    assert isinstance(told, Refusal) or value == value_at(good, path)


def test_the_good_answer_survives_being_kept_as_json(phones, session, good):
    assert isinstance(phones.verified(session, json.loads(json.dumps(good)), BACK), Identity)


def test_a_reason_never_repeats_what_the_answer_says(phones, session, good):
    for path in FIELDS:
        told = phones.verified(session, changed(good, {path: "PNOLT-40404040009 VARDENIS"}), BACK)
        assert not any(part in told.reason for part in ("4040", "VARDENIS"))
