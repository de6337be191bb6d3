"""An answer about a certificate: from whom it must come, how old it may be, and that nothing else is believed."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from hypothesis import given, settings
from hypothesis import strategies as st

from gateways.errors import Untrusted
from gateways.ocsp import check_revocation, read_answer
from tests.gateways.authority import MOMENT, OCSP_SIGNING, authority, issued, named, vouched
from tests.gateways.published import SMART, SMART_ID

CASES = {case["id"]: case for case in SMART_ID["ocsp"]}
PUBLISHED = datetime(2026, 3, 24, 9, 32, 30, tzinfo=UTC)  # `_about` of smart_id.json
CA = authority("Test CA")
TWIN = authority("Test CA")  # the same name, another key
ONA, JONAS = CA.issue(named(cn="Ona")), CA.issue(named(cn="Jonas"))
CHARGED = CA.issue(named(cn="Responder"), eku=(OCSP_SIGNING,))
ANSWER = vouched(ONA.certificate, CA)


def read(der: bytes, nonce: bytes = b"", moment: datetime = MOMENT) -> None:
    read_answer(der, ONA.certificate, CA.certificate, moment, nonce)


def step_of(der: bytes, nonce: bytes = b"", moment: datetime = MOMENT) -> str:
    with pytest.raises(Untrusted) as error:
        read(der, nonce, moment)
    return error.value.step


def read_published(case: dict, moment: datetime = PUBLISHED) -> None:
    read_answer(base64.b64decode(case["der_base64"]), SMART[case["subject"]], SMART[case["issuer"]], moment)


def test_the_published_real_answer_is_good_at_its_time():
    read_published(CASES["sid-ocsp-10"])
    with pytest.raises(Untrusted, match="ocsp age"):
        read_published(CASES["sid-ocsp-10"], PUBLISHED + timedelta(minutes=10))


@pytest.mark.parametrize(
    "case", [case for case in CASES.values() if case.get("strict_der") is False], ids=lambda c: c["id"]
)
def test_a_published_answer_that_is_no_strict_der_is_refused(case):
    with pytest.raises(Untrusted, match="ocsp malformed"):
        read_published(case)


def test_the_published_real_answer_is_about_one_certificate_of_one_issuer():
    case = CASES["sid-ocsp-10"]
    for changed in ({"subject": "php/ocsp_ee"}, {"issuer": "TEST_SK_ROOT_G1_2021E"}):
        with pytest.raises(Untrusted, match="ocsp of another certificate"):
            read_published(case | changed)


@pytest.mark.parametrize(
    "der",
    [
        ANSWER,
        vouched(ONA.certificate, CA, by_key=False),
        vouched(ONA.certificate, CA, by=CHARGED),
        vouched(ONA.certificate, CA, by=CHARGED, by_key=False, digest=SHA384()),
        vouched(ONA.certificate, CA, moment=MOMENT - timedelta(minutes=9)),
        vouched(ONA.certificate, CA, moment=MOMENT + timedelta(minutes=1)),
        vouched(ONA.certificate, CA, ends=MOMENT + timedelta(minutes=1)),
    ],
    ids=["by key", "by name", "charged by key", "charged by name", "nine minutes old", "clock ahead", "with an end"],
)
def test_an_answer_of_the_issuer_or_of_one_it_charged_is_good(der):
    read(der)


def test_an_answer_may_be_sealed_with_rsa():
    key = rsa.generate_private_key(65537, 2048)
    responder = CA.issue(named(cn="Responder"), eku=(OCSP_SIGNING,), key=key)
    read(vouched(ONA.certificate, CA, by=responder))


def unfit(**shape: object) -> bytes:
    return vouched(ONA.certificate, CA, by=CA.issue(named(cn="Responder"), **shape))


WRONG = {
    "revoked": (vouched(ONA.certificate, CA, status=ocsp.OCSPCertStatus.REVOKED), "ocsp revoked"),
    "unknown": (vouched(ONA.certificate, CA, status=ocsp.OCSPCertStatus.UNKNOWN), "ocsp unknown"),
    "about another": (vouched(JONAS.certificate, CA), "ocsp of another certificate"),
    "of another issuer": (vouched(ONA.certificate, TWIN), "ocsp of another certificate"),
    "charged with something else": (unfit(eku=("1.3.6.1.5.5.7.3.2",)), "ocsp responder"),
    "charged with nothing": (unfit(), "ocsp responder"),
    "no longer charged": (unfit(eku=(OCSP_SIGNING,), days=(-30, -1)), "ocsp responder"),
    "not yet charged": (unfit(eku=(OCSP_SIGNING,), days=(1, 30)), "ocsp responder"),
    "charged by itself": (
        vouched(ONA.certificate, CA, by=issued(named(cn="R"), eku=(OCSP_SIGNING,))), "ocsp responder"),
    "charged by a twin": (
        vouched(ONA.certificate, CA, by=TWIN.issue(named(cn="R"), eku=(OCSP_SIGNING,))), "ocsp responder"),
    "sealed by a person": (vouched(ONA.certificate, CA, by=JONAS), "ocsp responder"),
    "sealed by the person in question": (vouched(ONA.certificate, CA, by=ONA), "ocsp responder"),
    "sealed with another key": (
        vouched(ONA.certificate, CA, by=issued(named(cn="Responder")), shown=CHARGED, by_key=False), "ocsp signature"),
    "sealed by the issuer's twin": (vouched(ONA.certificate, CA, by=TWIN, by_key=False), "ocsp signature"),
    "old": (vouched(ONA.certificate, CA, moment=MOMENT - timedelta(minutes=10, seconds=1)), "ocsp age"),
    "of tomorrow": (vouched(ONA.certificate, CA, moment=MOMENT + timedelta(minutes=2, seconds=1)), "ocsp age"),
    "over": (vouched(ONA.certificate, CA, moment=MOMENT - timedelta(minutes=9), ends=MOMENT - timedelta(minutes=3)),
             "ocsp age"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_an_answer_that_is_not_believed(case):
    der, step = WRONG[case]
    assert step_of(der) == step


def test_a_nonce_may_be_left_out_and_not_changed():
    sent = b"n" * 32
    read(vouched(ONA.certificate, CA, nonce=sent), sent)
    read(ANSWER, sent)
    assert step_of(vouched(ONA.certificate, CA, nonce=b"m" * 32), sent) == "ocsp nonce"
    assert step_of(vouched(ONA.certificate, CA, nonce=sent[:31]), sent) == "ocsp nonce"


@pytest.mark.parametrize("status", [s for s in ocsp.OCSPResponseStatus if s.name != "SUCCESSFUL"])
def test_an_answer_that_tells_nothing_is_no_fault_of_the_persons(status):
    with pytest.raises(Untrusted) as error:
        read(ocsp.OCSPResponseBuilder.build_unsuccessful(status).public_bytes(Encoding.DER))
    assert error.value.refusal.outcome == "unavailable"


@pytest.mark.parametrize(
    "der",
    [b"", b"\x30", b"{}", ANSWER[:-1], ANSWER[:20], ANSWER + b"\0", b"<html>" * 99],
    ids=["nothing", "a tag", "JSON", "cut", "cut short", "with more behind", "a page"],
)
def test_an_answer_that_cannot_be_read_is_refused(der):
    assert step_of(der) == "ocsp malformed"


DELEGATED = vouched(ONA.certificate, CA, by=CHARGED)
SEALS = (ocsp.load_der_ocsp_response(DELEGATED).signature, CHARGED.certificate.signature)
# The byte before a signature counts its unused bits, and the library does not look at it; nothing signed is there.
MEANING = sorted({*range(len(DELEGATED))} - {DELEGATED.index(seal) - 1 for seal in SEALS})


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_spoilt_answer_is_refused_and_never_a_surprise(data):
    der = bytearray(DELEGATED)
    place = data.draw(st.sampled_from(MEANING))
    der[place] ^= data.draw(st.integers(1, 255))
    step_of(bytes(der))


def test_each_question_has_a_nonce_of_its_own():
    asked = []

    def post(url, body, content_type, seconds):
        question = ocsp.load_der_ocsp_request(body)
        asked.append((url, content_type, question.serial_number, question.extensions[0].value.nonce))
        return 200, vouched(ONA.certificate, CA, nonce=asked[0][3])

    check_revocation(ONA.certificate, CA.certificate, "http://127.0.0.1/", MOMENT, post)
    assert asked[0][:3] == ("http://127.0.0.1/", "application/ocsp-request", ONA.certificate.serial_number)
    with pytest.raises(Untrusted, match="ocsp nonce"):
        check_revocation(ONA.certificate, CA.certificate, "http://127.0.0.1/", MOMENT, post)
