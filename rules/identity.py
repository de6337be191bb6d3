"""Who a strong proof says somebody is, and why one was refused: the same for every service that proves people."""

from dataclasses import dataclass, field
from typing import Literal

from rules.identifiers import blind_index, is_personal_code

Kind = Literal["PNO", "EIDAS", "ILTU", "OIDC"]
Level = Literal["low", "substantial", "high"]

# What a service's answer means for the resident; every way of proving oneself uses these and no others.
# templates say each of them per way, with the next step; an answer that nobody knows is `failed`.
Outcome = Literal[
    "cancelled",  # the person said no
    "expired",  # nobody answered in time
    "wrong_code",  # they chose another verification code than the page shows
    "unusable",  # this phone, document or account cannot prove anything now
    "outdated",  # the app is too old
    "unreachable",  # the phone is off or out of reach
    "undelivered",  # the question did not get to the phone
    "misconfigured",  # the SIM card and the service disagree; only the operator can mend it
    "used",  # this answer was read before
    "weak",  # an honest proof, but too weak for this
    "failed",  # anything else, and every answer that did not stand up to checking
    "unavailable",  # the service itself is away
]


@dataclass(frozen=True)
class Identity:
    """A person as a service vouches for them. The key is kind, country and code together, never bare digits:
    an Estonian and a Lithuanian may have the same eleven (smart-id.md §1)."""

    kind: Kind
    country: str  # ISO 3166 alpha-2, capitals
    code: str = field(repr=False)
    given_name: str = field(repr=False)
    family_name: str = field(repr=False)
    method: str  # smart-id, mobile-id, viisp, oidc
    level: Level
    document: str = field(default="", repr=False)  # Smart-ID's document number, to ask the same phone again
    session: str = field(default="", repr=False)  # an OpenID provider's sid, for its back-channel logout
    subject: str = field(default="", repr=False)  # the same for its sub; as personal as the code, to be kept likewise

    @property
    def key(self) -> str:
        """For comparing: `PNOLT-40404040009`."""
        return f"{self.kind}{self.country}-{self.code}"

    @property
    def opens_contracts(self) -> bool:
        """Whether contracts in this person's name may be linked: a Lithuanian personal code, strongly proven."""
        return self.key.startswith("PNOLT-") and self.level != "low" and is_personal_code(self.code)


def index_of(secret: str, identity: Identity) -> str:
    """What is kept of an identity to find it again: it can be compared, and not read without the secret.

    A Lithuanian personal code has the index under which providers' files keep their holders, so that contracts are
    found by it. Everything else is indexed with kind and country, and never meets those.
    """
    if (identity.kind, identity.country) == ("PNO", "LT"):
        return blind_index(secret, identity.code)
    return blind_index(secret, identity.code, f"{identity.kind}{identity.country}-")


@dataclass(frozen=True)
class Refusal:
    """No identity. `reason` is for the log: a result's name or the step that failed, never anything personal."""

    outcome: Outcome
    reason: str
