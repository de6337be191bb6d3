"""The gateway's SOAP service: a ticket, the answer once, an echo; and its faults, chosen by whoever signed in."""

import time
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa

from sandbox.gateway import visits
from sandbox.gateway.choices import PEOPLE, WAYS, Person, Way
from sandbox.gateway.hearing import Heard, Wrong, hear
from sandbox.gateway.telling import echo, fault, key_of, signed, tag, text
from sandbox.gateway.visits import Visit

SERVICE_ID = "VSID000000000113"  # the one of the real test environment


@dataclass(frozen=True)
class Gateway:
    """What the service and the pages work with: the folder of keys and visits, and the one site under contract.

    `algorithm` is what answers are signed with, "sha1" as the real gateway or "sha256"; `slow` is in seconds.
    """

    folder: Path
    site: str
    algorithm: str
    slow: float


def answered(gateway: Gateway, raw: bytes) -> tuple[str, int]:
    """The envelope that answers this envelope, and the http status."""
    try:
        return _answer(gateway, hear(raw, gateway.folder)), 200
    except Wrong as wrong:
        return fault(wrong.name, wrong.text), 500


def _answer(gateway: Gateway, heard: Heard) -> str:
    if heard.name == "echo":
        return echo(heard.one("echo"))
    if heard.one("pid") != SERVICE_ID:
        raise Wrong("", "no such service")
    return begin(gateway, heard) if heard.name == "authenticationRequest" else tell(gateway, heard)


def begin(gateway: Gateway, heard: Heard) -> str:
    """authenticationRequest → authenticationResponse."""
    postback = heard.one("postbackUrl")
    if not postback.startswith(f"{gateway.site}/"):
        raise Wrong("", "postbackUrl leads away from the service under contract")
    providers = heard.values.get("authenticationProvider", [])
    ticket = visits.begin(gateway.folder, providers, postback, heard.one("customData"))
    return signed("authenticationResponse", text("ticket", ticket), key_of(gateway.folder), gateway.algorithm)


def tell(gateway: Gateway, heard: Heard) -> str:
    """authenticationDataRequest → authenticationDataResponse, once."""
    ticket = heard.one("ticket")
    visit = visits.one(gateway.folder, ticket)
    if visit is None or not visits.tell(gateway.folder, ticket):
        raise Wrong("", "nothing to tell about this ticket")
    answer = visit.chosen["answer"]
    if answer == "fault":
        raise Wrong("", "the gateway is out of order")
    if answer == "slow":
        time.sleep(gateway.slow)
    key = rsa.generate_private_key(65537, 2048) if answer == "key" else key_of(gateway.folder)
    algorithm = "sha256" if answer == "sha256" else gateway.algorithm
    envelope = signed("authenticationDataResponse", content(visit), key, algorithm)
    if answer == "signature":
        return envelope.replace("<SignatureValue>", "<SignatureValue>AAAA", 1)
    if answer == "changed":
        return envelope.replace(f">{visit.chosen['person']}<", ">33309240064<", 1).replace(
            ">firstName<", ">lastName<", 1
        )
    return envelope


def content(visit: Visit) -> str:
    """The elements of the answer, in the order of the schema."""
    way, person, answer = WAYS[visit.chosen["way"]], PEOPLE[visit.chosen["person"]], visit.chosen["answer"]
    custom = "0" * 32 if answer == "custom" else visit.custom
    about = "" if answer == "missing" else described(way, person)
    proxy = represented() if answer == "company" else ""
    return text("authenticationProvider", way.code) + about + proxy + text("customData", custom)


def described(way: Way, person: Person) -> str:
    """The person as this way knows them; names come in capitals, as the real gateway gives them."""
    codes = {"lt-personal-code": person.code, "iltu-personal-code": person.code, "eidas-eid": person.eid}
    value = codes.get(way.attribute, person.given.lower())
    names = {"firstName": person.given.upper(), "lastName": person.family.upper()}
    informed = [information(name, text("stringValue", given)) for name, given in names.items()]
    birthday = information("birthday", text("dateValue", person.birthday) if person.birthday else "")
    return attribute("authenticationAttribute", way.attribute, value) + "".join(informed) + birthday


def represented() -> str:
    """The company that somebody acts for."""
    return (
        attribute("proxyAuthenticationAttribute", "lt-company-code", "302000001")
        + information("proxyType", text("stringValue", "legal"), "proxyUserInformation")
        + information("companyName", text("stringValue", "UAB Bandymas"), "proxyUserInformation")
    )


def attribute(element: str, name: str, value: str) -> str:
    return tag(element, text("attribute", name) + text("value", value))


def information(name: str, value: str, element: str = "userInformation") -> str:
    return tag(element, text("information", name) + tag("value", value))
