"""The test authority, and what its OCSP responder says."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509 import ocsp

from sandbox import authority
from tests.phones import is_trusted
from tests.phones.mobile_id import ALONE, answered, certificate
from tests.phones.ocsp import ask, issuer_of, status

ANCHORS = ("root", "smart-id-ca", "mobile-id-ca")
HEADERS = {"Content-Type": "application/ocsp-request"}


@pytest.fixture
def leaf(phones) -> x509.Certificate:
    return certificate(answered(phones, ALONE)[1])


def test_the_anchors_say_that_they_are_for_tests_only(phones):
    for name in ANCHORS:
        anchor = issuer_of(phones, name)
        assert anchor.subject.rfc4514_string().count("TEST ") == 1
        assert "(Savitarna sandbox)" in anchor.subject.rfc4514_string()
        assert anchor.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        assert anchor.not_valid_after_utc > datetime.now(UTC) + timedelta(days=365)


def test_private_keys_can_be_read_by_nobody_else(phones):
    keys = list((phones.house.folder / "authority").glob("*.key.pem"))
    assert len(keys) == 6
    assert {key.stat().st_mode & 0o777 for key in keys} == {0o600}


def test_the_authority_is_made_once_by_however_many_processes(tmp_path):
    make = "import pathlib, sys, sandbox.authority as made; made.make(pathlib.Path(sys.argv[1]), 'http://127.0.0.1/o')"
    at_once = [subprocess.Popen([sys.executable, "-c", make, str(tmp_path)]) for _ in range(3)]
    assert [process.wait(30) for process in at_once] == [0, 0, 0]
    before = {path.name: path.read_bytes() for path in (tmp_path / "authority").glob("*.pem")}
    authority.make(tmp_path, "http://127.0.0.1/o")
    assert {path.name: path.read_bytes() for path in (tmp_path / "authority").glob("*.pem")} == before
    for name in ANCHORS[1:]:
        made = x509.load_pem_x509_certificate(before[f"{name}.pem"])
        made.verify_directly_issued_by(x509.load_pem_x509_certificate(before["root.pem"]))


def test_at_another_address_the_issuers_keep_their_keys_and_name_it(tmp_path):
    authority.make(tmp_path, "http://127.0.0.1:1/o")
    path = tmp_path / "authority" / "smart-id-ca.pem"
    before = x509.load_pem_x509_certificate(path.read_bytes())
    authority.make(tmp_path, "http://127.0.0.1:2/o")
    after = x509.load_pem_x509_certificate(path.read_bytes())
    (place,) = after.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    assert place.access_location.value == "http://127.0.0.1:2/o"
    assert after.public_key() == before.public_key()


def test_a_certificate_names_the_responder_that_answers_for_it(phones, leaf):
    (place,) = leaf.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    assert place.access_location.value == f"{phones.address}/sandbox/ocsp"
    assert status(phones, leaf, "mobile-id-ca") == "GOOD"


def test_the_issuers_are_vouched_for_by_the_root(phones):
    assert is_trusted(phones, issuer_of(phones, "smart-id-ca"), "root")
    assert status(phones, issuer_of(phones, "smart-id-ca"), "root") == "GOOD"


def test_of_what_another_issuer_made_nothing_is_said(phones, leaf):
    told, _ = ask(phones, leaf, "smart-id-ca")  # the name of one issuer with the key of the other
    assert told.response_status == ocsp.OCSPResponseStatus.UNAUTHORIZED


@pytest.mark.parametrize("digest", [hashes.SHA1(), hashes.SHA256()], ids=["SHA-1", "SHA-256"])
def test_the_answer_is_fresh_and_speaks_the_hash_of_the_question(phones, leaf, digest):
    told, _ = ask(phones, leaf, "mobile-id-ca", digest)
    assert told.hash_algorithm.name == digest.name
    assert abs(told.this_update_utc - datetime.now(UTC)) < timedelta(seconds=5)
    assert told.next_update_utc is None


def test_what_is_no_request_is_malformed_and_only_posts_are_taken(phones):
    told = ocsp.load_der_ocsp_response(phones.post("ocsp", data=b"\x30\x00", headers=HEADERS).content)
    assert told.response_status == ocsp.OCSPResponseStatus.MALFORMED_REQUEST
    assert phones.get("ocsp").status_code == 405
    assert phones.post("ocsp", data=b"\x30\x00").status_code == 415


def test_the_responder_may_ask_to_try_later(phones, leaf):
    try:
        phones.post("phone/switch", data={"ocsp": "maintenance"})
        told, _ = ask(phones, leaf, "mobile-id-ca")
        assert told.response_status == ocsp.OCSPResponseStatus.TRY_LATER
    finally:
        phones.post("phone/switch", data={"ocsp": ""})
