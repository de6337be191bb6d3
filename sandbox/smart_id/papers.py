"""The certificates of Smart-ID's clients (smart-id.md §11), and those of the fault persons."""

from dataclasses import replace

from sandbox import authority
from sandbox.asked import House, Person
from sandbox.authority import Paper, Profile, Subject

POLICIES = {
    "QUALIFIED": ("1.3.6.1.4.1.10015.17.2", "0.4.0.2042.1.2"),
    "ADVANCED": ("1.3.6.1.4.1.10015.17.1", "0.4.0.2042.1.1"),
}
AUTHENTICATION, CLIENT = ("1.3.6.1.4.1.62306.5.7.0",), ("1.3.6.1.5.5.7.3.2",)
SOUND = Profile("smart-id-ca", "rsa", POLICIES["QUALIFIED"], purposes=AUTHENTICATION)
FORMS = {
    "advanced": replace(SOUND, policies=POLICIES["ADVANCED"]),
    # issued before April 2025
    "older": replace(SOUND, uses=("digital_signature", "key_encipherment", "data_encipherment"), purposes=CLIENT),
}
FAULTY = {
    "expired": replace(SOUND, days=(-3 * 365, -1)),
    "revoked": replace(SOUND, status="revoked"),
    "unlisted": replace(SOUND, status="unknown"),
    "signing": replace(
        SOUND, uses=("content_commitment",), purposes=(), policies=("1.3.6.1.4.1.10015.17.2", "0.4.0.194112.1.2")
    ),
    "policy": replace(SOUND, policies=("1.3.6.1.4.1.10015.3.17.1", "0.4.0.2042.1.1")),  # Mobile-ID's
}


def level_of(person: Person) -> str:
    """ADVANCED or QUALIFIED."""
    return "ADVANCED" if person.form == "advanced" else "QUALIFIED"


def paper_of(house: House, person: Person, fault: str) -> Paper:
    """A person's certificate; most faults leave it in order."""
    kind = fault if fault in FAULTY else ""
    given, family = person.given.upper(), person.family.upper()
    subject = Subject(person.country, person.id, given, family, f"{family},{given}", person.document)
    profile = FAULTY.get(kind) or FORMS.get(person.form, SOUND)
    return authority.issue(house.folder, f"smart-id/{person.document}/{kind}", subject, profile, house.ocsp_url)
