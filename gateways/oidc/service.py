"""Our agreement with one OpenID provider, and what is remembered while a person is there."""

import hashlib
from dataclasses import dataclass, field
from typing import Literal, get_args
from urllib.parse import urlsplit

from gateways.errors import GatewayError
from rules.identity import Level

Style = Literal["plain", "tara"]

LEEWAY = 60  # seconds by which two clocks may differ
# `none` and HS* are never here: the one is no signature, the other is made with a secret that both sides hold.
SOUND = frozenset(f"{family}{bits}" for family in ("RS", "PS", "ES") for bits in (256, 384, 512))
LEVELS: dict[str, Level] = {
    name: level for level in get_args(Level) for name in (level, f"http://eidas.europa.eu/LoA/{level}")
}


@dataclass(frozen=True)
class Service:
    """A provider as configured: nothing that weakens a check is taken from what the provider says of itself.

    `acr` is the least level we ask for, in the provider's own spelling ("" asks for none and gives level low);
    `amr` are the methods that we offer (empty: any). `pins` and `authority` are as in gateways/https.py and hold for
    every host that the provider names. In the style "tara" (TARA-Doku) a person is the subject, country and code in
    one; elsewhere `person` names the claims with country and code. `after_logout` is registered with the provider.
    Raises GatewayError("broken") for a configuration that could not be safe.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scopes: tuple[str, ...] = ("openid", "profile")
    algorithms: tuple[str, ...] = ("RS256", "ES256")
    acr: str = "substantial"
    amr: tuple[str, ...] = ()
    pins: tuple[str, ...] = ()
    authority: str = ""
    style: Style = "plain"
    person: tuple[str, str] | None = None
    after_logout: str = ""

    def __post_init__(self) -> None:
        wrong = (
            (not self.algorithms or not set(self.algorithms) <= SOUND, "algorithms"),
            (self.acr not in {"", *LEVELS}, "acr"),
            (self.style not in get_args(Style), "style"),
            (self.style == "tara" and not self.amr, "amr"),  # who comes by eIDAS is told apart by it
            ("openid" not in self.scopes, "scopes"),
            (not urlsplit(self.issuer).hostname or "?" in self.issuer or "#" in self.issuer, "issuer"),
            (not self.client_id, "client_id"),
        )
        for is_wrong, name in wrong:
            if is_wrong:
                raise GatewayError("broken", f"oidc: {name} cannot be used")

    def scoped(self, value: str) -> str:
        """A value that is only unique at this provider, for comparing anywhere: 64 hexadecimal signs."""
        return hashlib.sha256(f"{self.issuer}\n{value}".encode()).hexdigest()


@dataclass(frozen=True)
class Begun:
    """A person who was sent to the provider: to be kept secret, bound to their browser, and used once."""

    url: str = field(repr=False)
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    redirect: str
