"""What we read in certificates, and what we take for one."""

import base64

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st

from gateways.certificates import (
    Trust,
    Untrusted,
    eku,
    is_test_anchor,
    key_usage,
    policies,
    read_anchors,
    read_base64,
    read_certificate,
    subject_person,
)
from gateways.errors import GatewayError
from tests.gateways.authority import MOMENT, authority, named
from tests.gateways.published import AUTHORITIES, ESTEID, SMART

ROOT = authority("Test root")
ONA = ROOT.issue(named(c="LT", serial="PNOLT-40404040009", given="ONA", family="PETRAITIENĖ", cn="PETRAITIENĖ,ONA"))


def believed(der_base64):
    Trust((ROOT.certificate,), old_dates=True).chain(read_certificate(der_base64), MOMENT)


def step_of(call) -> str:
    with pytest.raises(Untrusted) as error:
        call()
    return error.value.step


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("php/qualified_smartid_ee", ("EE", "30303039914", "QUALIFIED", "TESTNUMBER")),
        ("php/non_qualified_smartid_ee", ("EE", "30303039915", "NONQUALIFIED", "TESTNUMBER")),
        ("OK-SIGN-Q-PNOEE-40504040001", ("EE", "40504040001", "OK", "TEST")),
    ],
)
def test_the_person_of_a_published_certificate(name, expected):
    assert subject_person(SMART[name]) == expected


def test_a_published_certificate_without_a_personal_code_names_nobody():
    for name in ("php/non_pno_serial_ee", "php/no_clientauth_ee", "FAKE-TEST-AUTH-Q-20991231"):
        assert step_of(lambda name=name: subject_person(SMART[name])) == "identity"


def test_policies_and_purposes_of_published_certificates():
    sign, login = SMART["OK-SIGN-Q-PNOEE-40504040001"], SMART["php/qualified_smartid_ee"]
    assert (key_usage(sign), eku(sign)) == ({"nonRepudiation"}, frozenset())
    assert policies(login) == {"1.3.6.1.4.1.10015.17.2", "0.4.0.2042.1.2"}
    assert (key_usage(login), eku(login)) == ({"digitalSignature"}, {"1.3.6.1.5.5.7.3.2"})
    assert eku(SMART["FAKE-TEST-AUTH-Q-20991231"]) == {"1.3.6.1.4.1.62306.5.7.0"}
    assert policies(ESTEID) == {"1.3.6.1.4.1.10015.3.1.3", "0.4.0.2042.1.2"}
    assert policies(ROOT.certificate) == frozenset()


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"serial": "PNOLT-40404040009"}, ("LT", "40404040009", "", "")),
        ({"serial": "PNOLT-40404040009", "c": "EE", "given": "Ona", "family": "P"}, ("LT", "40404040009", "Ona", "P")),
        ({"serial": "60001019906", "c": "EE"}, ("EE", "60001019906", "", "")),
        ({"serial": "PNOLV-030303-10012"}, ("LV", "030303-10012", "", "")),
        ({"serial": "60001019906"}, None),
        ({"serial": "IDCLT-40404040009", "c": "LT"}, None),
        ({"serial": "PASLT-40404040009", "c": "LT"}, None),
        ({"serial": "PNOlt-40404040009", "c": "LT"}, None),
        ({"serial": "PNOLT-40404040009 ", "c": "LT"}, None),
        ({"serial": "404040400091", "c": "LT"}, None),
        ({"cn": "PETRAITIENĖ,ONA,PNOLT-40404040009", "c": "LT"}, None),
        ({"serial": "PNOLT-40404040009", "serial_": "PNOLT-50505050008"}, None),
        ({"serial": "40404040009", "c": "LT", "c_": "EE"}, None),
    ],
)
def test_who_a_certificate_is_about(parts, expected):
    certificate = ROOT.issue(named(**parts)).certificate
    if expected:
        assert subject_person(certificate) == expected
    else:
        assert step_of(lambda: subject_person(certificate)) == "identity"


@pytest.mark.parametrize(
    "text",
    [None, 5, "", "AAAA", "é", ONA.der + "\n", ONA.der[:-4], f"{ONA.der[:400]} {ONA.der[400:]}", "A" * 20_001, b"AAAA"],
)
def test_what_is_no_certificate(text):
    assert step_of(lambda: read_certificate(text)) == "certificate"


@settings(max_examples=300, deadline=None)
@given(st.data())
@pytest.mark.filterwarnings("ignore")
def test_a_spoilt_certificate_is_never_a_surprise_and_never_believed(data):
    """Whatever byte is changed: refused in reading or on the path."""
    der = bytearray(base64.b64decode(ONA.der))
    place = data.draw(st.integers(0, len(der) - 1))
    der[place] ^= data.draw(st.integers(1, 255))
    step_of(lambda: believed(base64.b64encode(der).decode()))


def test_base64_has_one_way_of_writing():
    assert read_base64("AAE=") == b"\x00\x01"
    for other in ("AAF=", "AAE", "AAE=\n", "AA E=", "_-8=", "AAE=="):
        with pytest.raises(ValueError):  # noqa: PT011 - binascii's own
            read_base64(other)


def test_anchors_are_read_from_files(tmp_path):
    both, other = tmp_path / "both.pem", authority("Test root 2")
    both.write_bytes(b"".join(owner.certificate.public_bytes(Encoding.PEM) for owner in (ROOT, other)))
    assert read_anchors([both, both]) == (ROOT.certificate, other.certificate) * 2
    person, empty = ONA.pem(tmp_path), tmp_path / "empty.pem"
    empty.write_text("")
    for path in (person, empty, tmp_path / "nothing.pem"):
        with pytest.raises(GatewayError) as error:
            read_anchors([both, path])
        assert error.value.kind == "broken"


def test_anchors_for_tests_are_known_by_their_names():
    assert all(is_test_anchor(certificate) for certificate in (*SMART.values(), *AUTHORITIES.values()))
    assert is_test_anchor(authority("Savitarna Stand-in CA").certificate)
    assert not is_test_anchor(authority("SK ID Solutions EID-Q 2024E").certificate)
    assert not is_test_anchor(authority("Attestation Authority of Latest Contests").certificate)
