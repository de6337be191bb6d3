"""Whose certificate may sign somebody in with Smart-ID: its CA, whether it is revoked, and what it says."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest

from gateways import smart_id
from gateways.certificates import Trust
from gateways.smart_id import Session
from rules.identity import Identity, Refusal
from tests.gateways.authority import authority, named, new_key
from tests.gateways.smart_id_phone import (
    ADVANCED,
    CLIENT_EKU,
    CODE,
    QUALIFIED,
    SMART_ID_EKU,
    Phones,
    answered,
    rsa_key,
    subject,
)


@pytest.fixture(scope="module")
def phones():
    with Phones() as made:
        yield made


@pytest.fixture
def link(phones) -> Session:
    return phones.link()


@pytest.fixture
def push(phones) -> Session:
    return phones.push()


def refused(step: str) -> Refusal:
    return Refusal("failed", step)


# Steps 4 and 5: the chain, and revocation.
def test_a_phone_under_another_ca_is_nobody(phones, link):
    other = authority("CA of phones").issue(subject(), key=rsa_key(1), policies=QUALIFIED, eku=(SMART_ID_EKU,))
    told = answered(other, link, "QR")
    assert phones.verified(link, told) == refused("chain")


def test_only_a_configured_ca_is_believed(phones, link):
    service, told = phones.service(trust=Trust(())), answered(phones.person(), link, "QR")
    assert smart_id.verify(service, link, told, None, datetime.now(UTC)) == refused("chain")


@pytest.mark.parametrize("days", [-400, 400])
def test_a_certificate_is_for_its_time(phones, link, days):
    told = answered(phones.person(), link, "QR")
    assert smart_id.verify(phones.service(), link, told, None, datetime.now(UTC) + timedelta(days)) == refused(
        "validity"
    )


def test_a_ca_is_no_person(phones, link):
    told = answered(phones.person(ca=True), link, "QR")
    assert "CA" in phones.verified(link, told).reason


def test_a_revoked_certificate_is_refused(phones, link):
    person = phones.person()
    phones.responder.gone.add(person.certificate.serial_number)
    assert phones.verified(link, answered(person, link, "QR")) == refused("ocsp revoked")


def test_when_nobody_tells_about_revocation_the_same_answer_may_be_verified_later(phones, link):
    told, trust = answered(phones.person(), link, "QR"), phones.service().trust
    away = phones.service(trust=dataclasses.replace(trust, ocsp_url="http://127.0.0.1:1/"))
    assert smart_id.verify(away, link, told, None, datetime.now(UTC)).outcome == "unavailable"
    assert isinstance(phones.verified(link, told), Identity)


# Steps 6 to 9: what the certificate says.
CERTIFICATES = {
    "half the policies": ({"policies": QUALIFIED[:1]}, "certificate policies"),
    "the other half": ({"policies": QUALIFIED[1:]}, "certificate policies"),
    "the policies of a weaker level": ({"policies": ADVANCED}, "certificate policies"),
    "no purpose": ({"eku": ()}, "certificate purpose"),
    "client authentication alone": ({"eku": (CLIENT_EKU,)}, "certificate purpose"),
    "signing": ({"usage": ("content_commitment",)}, "certificate purpose"),
    "signing too": ({"usage": ("digital_signature", "content_commitment")}, "certificate purpose"),
    "a key that makes no RSA-PSS": ({"key": new_key()}, "signature"),
    "neither": ({"usage": ("key_agreement",)}, "certificate purpose"),
}


@pytest.mark.parametrize("name", CERTIFICATES)
def test_a_certificate_for_something_else_proves_nobody(phones, link, name):
    shape, step = CERTIFICATES[name]
    told = answered(phones.person(), link, "QR", **{"cert.value": phones.person(**shape).der})
    assert phones.verified(link, told) == refused(step)


def test_a_key_of_1536_bits_is_too_short_however_well_it_signs(phones, link):
    assert phones.verified(link, answered(phones.person(key=rsa_key(2, 1536)), link, "QR")) == refused("signature")


SUBJECTS = {
    "bare digits": named(c="LT", serial=CODE, given="A", family="B", cn=f"PNOLT-{CODE}"),
    "a passport": named(c="LT", serial=f"PASLT-{CODE}", given="A", family="B"),
    "nothing but a CN": named(c="LT", cn=f"A,B,PNOLT-{CODE}"),
    "two people": named(serial=f"PNOLT-{CODE}", serial_="PNOLT-40504040001", given="A", family="B"),
    "a small country": named(serial=f"PNOlt-{CODE}", given="A", family="B"),
}


@pytest.mark.parametrize("name", SUBJECTS)
def test_only_a_code_with_its_country_says_who_somebody_is(phones, link, name):
    told = answered(phones.person(), link, "QR", **{"cert.value": phones.person(SUBJECTS[name]).der})
    assert phones.verified(link, told) == refused("identity")


def test_a_weaker_level_is_told_from_a_lie(phones, link):
    told = answered(phones.person(policies=ADVANCED), link, "QR", **{"cert.certificateLevel": "ADVANCED"})
    assert phones.verified(link, told) == Refusal("weak", "certificate level")


def test_a_push_is_answered_by_the_person_who_was_asked(phones, push):
    told = answered(phones.person(subject("40504040001")), push, "Notification")
    assert phones.verified(push, told) == refused("identity")


def test_a_push_is_answered_on_the_phone_that_was_asked(phones, push):
    session = dataclasses.replace(push, document=f"PNOLT-{CODE}-MOCK-Q")
    told = answered(phones.person(), session, "Notification")
    assert isinstance(phones.verified(session, told), Identity)
    other = answered(phones.person(), session, "Notification", **{"result.documentNumber": f"PNOLT-{CODE}-ELSE-Q"})
    assert phones.verified(session, other) == refused("document")
