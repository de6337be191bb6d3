"""Our signatures and those of independent peers: signxml, and the program xmlsec1."""

import os
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID
from lxml import etree
from signxml import DigestAlgorithm, SignatureConfiguration, SignatureMethod, XMLVerifier

from gateways.viisp.messages import ASKED_PROVIDERS, Signer, data_request, read_answer, ticket_request
from tests.gateways.viisp_answers import BANK_LOGIN, KEY, STRANGER, data_answer, signed_by_signxml

KEYS = [KEY.public_key()]
NS = {"a": "http://www.epaslaugos.lt/services/authentication", "soap": "http://schemas.xmlsoap.org/soap/envelope/"}
HASHES = pytest.mark.parametrize("algorithm", ["sha256", "sha1"])
ODD = "ąž <&> \"'\r\n\t 0f3c"  # what canonicalisation writes in its own way


def requests(algorithm: str) -> dict[str, bytes]:
    signer = Signer("VSID000000000113", KEY, algorithm)
    return {
        "authenticationRequest": ticket_request(signer, "https://savitarna.example/x?a=1&b=2", ODD),
        "authenticationDataRequest": data_request(signer, "dfa1339f-46b6-457d-a21d-2d7680389bfd"),
    }


@pytest.fixture(scope="module")
def certificate() -> x509.Certificate:
    """Our key in the dress that signxml wants."""
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "savitarna")]), datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, KEY.public_key(), 1, now, now + timedelta(days=1))
    return builder.sign(KEY, SHA256())


@pytest.fixture(scope="module")
def xmlsec1() -> str:
    """The program; without it the test is skipped here and fails in CI."""
    found = shutil.which("xmlsec1")
    if not found and os.environ.get("CI") != "true":
        pytest.skip("xmlsec1 is not installed")
    assert found, "xmlsec1 is not installed"
    return found


@pytest.fixture
def keys_in_files(tmp_path: Path) -> Path:
    private = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    tmp_path.joinpath("private.pem").write_bytes(private)
    for name, key in (("public", KEY), ("stranger", STRANGER)):
        public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        tmp_path.joinpath(f"{name}.pem").write_bytes(public)
    return tmp_path


def run(program: str, act: str, folder: Path, key: str, document: bytes) -> subprocess.CompletedProcess:
    message = re.search(rb"<authentication:(\w+)", document)[1].decode()
    folder.joinpath("document.xml").write_bytes(document)
    option = "--privkey-pem" if act == "--sign" else "--pubkey-pem"
    pinned = ["--enabled-key-data", "key-name"] if act == "--verify" else []  # else it would believe KeyInfo
    known = [*pinned, "--id-attr:id", f"{NS['a']}:{message}", "--output", str(folder / "out.xml")]
    command = [program, act, option, str(folder / key), *known, str(folder / "document.xml")]
    return subprocess.run(command, capture_output=True, text=True)


@HASHES
@pytest.mark.parametrize("name", requests("sha256"))
def test_signxml_verifies_what_we_sign(certificate, algorithm, name):
    allowed = SignatureConfiguration(
        location="./{*}Body/*/",
        signature_methods=frozenset({SignatureMethod[f"RSA_{algorithm.upper()}"]}),
        digest_algorithms=frozenset({DigestAlgorithm[algorithm.upper()]}),
    )
    document = requests(algorithm)[name]
    found = XMLVerifier().verify(document, x509_cert=certificate, id_attribute="id", expect_config=allowed)
    assert etree.QName(found.signed_xml).localname == name


@HASHES
@pytest.mark.parametrize("name", requests("sha256"))
def test_xmlsec1_verifies_what_we_sign(xmlsec1, keys_in_files, algorithm, name):
    document = requests(algorithm)[name]
    good = run(xmlsec1, "--verify", keys_in_files, "public.pem", document)
    assert good.returncode == 0, good.stderr
    assert run(xmlsec1, "--verify", keys_in_files, "stranger.pem", document).returncode != 0
    assert run(xmlsec1, "--verify", keys_in_files, "public.pem", document.replace(b"VSID", b"VSIE")).returncode != 0


@HASHES
def test_xmlsec1_verifies_what_the_stand_in_signs(xmlsec1, keys_in_files, algorithm):
    good = run(xmlsec1, "--verify", keys_in_files, "public.pem", data_answer(algorithm=algorithm))
    assert good.returncode == 0, good.stderr


def test_we_verify_what_signxml_signs():
    answer = read_answer(signed_by_signxml(BANK_LOGIN), KEYS)
    assert answer.attributes == {"lt-personal-code": "48506151233"}


SCOPES = {
    "its own prefix": "authentication",
    "none": "",
    "one that only the envelope declares": "soap",
    "one that the body declares and nobody uses": "unused authentication",
    "one that means one thing in the envelope and another in the body": "moved",
    "one that nobody declares": "nowhere",
    "several": "authentication soap unused moved ns3",
}


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("tail", ["", "\n   ", "text"])
def test_we_verify_what_xmlsec1_signs_with_every_prefix_list(xmlsec1, keys_in_files, scope, tail):
    """Namespaces are in scope from outside the message, and text stands behind the Signature."""
    plan = (
        data_answer(algorithm="sha256").decode().replace('PrefixList="authentication"', f'PrefixList="{SCOPES[scope]}"')
    )
    plan = plan.replace("xmlns:soap=", 'xmlns:moved="urn:1" xmlns:soap=', 1).replace(
        "</Signature>", f"</Signature>{tail}"
    )
    plan = plan.replace("<soap:Body>", '<soap:Body xmlns="urn:d" xmlns:unused="urn:u" xmlns:moved="urn:2">')
    plan = re.sub(r"<(DigestValue|SignatureValue|KeyValue)>.*?</\1>", r"<\1/>", plan, flags=re.DOTALL)
    done = run(xmlsec1, "--sign", keys_in_files, "private.pem", plan.encode())
    assert done.returncode == 0, done.stderr
    raw = keys_in_files.joinpath("out.xml").read_bytes()
    assert read_answer(raw, KEYS).attributes == {"lt-personal-code": "48506151233"}


def test_a_request_says_what_the_service_expects_in_its_order():
    message = etree.fromstring(requests("sha256")["authenticationRequest"]).find("soap:Body/*", NS)
    said = [(etree.QName(child).localname, child.text) for child in message][:-1]
    assert said == [
        ("pid", "VSID000000000113"),
        ("serviceTarget", "citizen"),
        *(("authenticationProvider", provider) for provider in ASKED_PROVIDERS),
        ("authenticationAttribute", "lt-personal-code"),
        ("userInformation", "firstName"),
        ("userInformation", "lastName"),
        ("userInformation", "birthday"),
        ("postbackUrl", "https://savitarna.example/x?a=1&b=2"),
        ("customData", ODD),
    ]
    assert etree.QName(message[-1]).localname == "Signature"
    assert "auth.login.pass" not in ASKED_PROVIDERS


def test_no_two_requests_have_the_same_id():
    ids = {re.search(rb' id="(\w+)"', requests("sha256")["authenticationDataRequest"])[1] for _ in range(20)}
    assert len(ids) == 20
    assert all(one[:1].isalpha() for one in ids)
