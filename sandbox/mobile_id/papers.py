"""The certificates of Mobile-ID's clients (mobile-id.md §5), and those of the fault persons."""

from dataclasses import replace
from typing import Any

from sandbox import authority
from sandbox.asked import House, Person
from sandbox.authority import Paper, Profile, Subject

POLICIES = {
    "LT": ("1.3.6.1.4.1.10015.3.17.1", "0.4.0.2042.1.1"),
    "EE": ("1.3.6.1.4.1.10015.3.1.3", "0.4.0.2042.1.2"),
}
SOUND = Profile("mobile-id-ca", "ec", (), uses=("digital_signature", "key_agreement"))
RSA = replace(
    SOUND, kind="rsa", uses=("digital_signature", "key_encipherment", "data_encipherment"),
    purposes=("1.3.6.1.5.5.7.3.2",),
)  # fmt: skip
FAULTY: dict[str, dict[str, Any]] = {
    "expired": {"days": (-3 * 365, -1)},
    "revoked": {"status": "revoked"},
    "unlisted": {"status": "unknown"},
    "signing": {"uses": ("content_commitment",)},
    "policy": {"policies": ("1.3.6.1.4.1.10015.17.2", "0.4.0.2042.1.2")},  # Smart-ID's
}


def paper_of(house: House, person: Person, fault: str) -> Paper:
    """A person's certificate; most faults leave it in order."""
    kind = fault if fault in FAULTY else ""
    given, family = person.given.upper(), person.family.upper()
    number = person.id if person.country == "LT" else person.code  # Estonian ones come without the prefix
    subject = Subject(person.country, number, given, family, f"{family},{given},{number}")
    sound = replace(RSA if person.form == "rsa" else SOUND, policies=POLICIES[person.country])
    profile = replace(sound, **FAULTY.get(kind, {}))
    return authority.issue(house.folder, f"mobile-id/{person.id}/{kind}", subject, profile, house.ocsp_url)
