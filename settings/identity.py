"""Our contracts with the services that prove who somebody is. One is configured when its address is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from settings.environment import needed, needed_words, one_of, paths, switch, words

SANDBOX_UUIDS = "00000000-0000-4000-8000-000000000000", "00000000-0000-0000-0000-000000000000"  # as at DEMO
# The policies of the test cards (mobile-id.md §5); what LIVE cards carry is in the contract.
TEST_POLICIES = "1.3.6.1.4.1.10015.3.17.1+0.4.0.2042.1.1,1.3.6.1.4.1.10015.3.1.3+0.4.0.2042.1.2"


@dataclass(frozen=True)
class SmartIdSettings:
    """Smart-ID: where, who we are there, whose certificates count, and the keys of its line (base64 SHA-256)."""

    url: str
    uuid: str
    name: str
    scheme: str
    anchors: tuple[Path, ...]
    pins: tuple[str, ...]
    ocsp_url: str


@dataclass(frozen=True)
class MobileIdSettings:
    """Mobile-ID: the same, and the policies that its certificates carry: one of these, "oid+oid" for both together.

    `old_dates` takes CA certificates that write far years as Mobile-ID's test ones do (gateways/certificates/path.py).
    """

    url: str
    uuid: str
    name: str
    policies: tuple[str, ...]
    old_dates: bool
    anchors: tuple[Path, ...]
    pins: tuple[str, ...]
    ocsp_url: str


@dataclass(frozen=True)
class ViispSettings:
    """The e-government gateway: its service, its page for people, our id and key there, and its pinned keys."""

    url: str
    browser_url: str
    pid: str
    key: Path
    gateway_keys: tuple[Path, ...]
    signature: str
    pins: tuple[str, ...]


@dataclass(frozen=True)
class OidcSettings:
    """An OpenID provider that takes the e-government gateway's place."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scopes: tuple[str, ...]
    algorithms: tuple[str, ...]
    acr: str
    amr: tuple[str, ...]
    style: str
    person: tuple[str, ...]
    pins: tuple[str, ...]


@dataclass(frozen=True)
class Surroundings:
    """Where the stand-ins are, when there are any."""

    sandbox: bool
    base_url: str
    keys: Path

    def here(self, value: object) -> str:
        """A default that only the sandbox has."""
        return str(value) if self.sandbox else ""


def smart_id(environ: Mapping[str, str], around: Surroundings) -> SmartIdSettings | None:
    """Smart-ID as configured, or None."""
    url = environ.get("SMART_ID_URL") or around.here(f"{around.base_url}/sandbox/smart-id/v3/")
    if not url:
        return None
    return SmartIdSettings(
        url=url,
        uuid=needed(environ, "SMART_ID_UUID", around.here(SANDBOX_UUIDS[0])),
        name=needed(environ, "SMART_ID_NAME", around.here("Savitarna")),
        scheme=environ.get("SMART_ID_SCHEME") or around.here("smart-id-demo") or "smart-id",
        anchors=paths(environ, "SMART_ID_ANCHORS", around.here(around.keys / "authority" / "smart-id-ca.pem")),
        pins=_pins(environ, "SMART_ID_PINS", around),
        ocsp_url=environ.get("SMART_ID_OCSP_URL", ""),
    )


def mobile_id(environ: Mapping[str, str], around: Surroundings) -> MobileIdSettings | None:
    """Mobile-ID as configured, or None."""
    url = environ.get("MOBILE_ID_URL") or around.here(f"{around.base_url}/sandbox/mobile-id/")
    if not url:
        return None
    return MobileIdSettings(
        url=url,
        uuid=needed(environ, "MOBILE_ID_UUID", around.here(SANDBOX_UUIDS[1])),
        name=needed(environ, "MOBILE_ID_NAME", around.here("Savitarna")),
        policies=needed_words(environ, "MOBILE_ID_POLICIES", around.here(TEST_POLICIES)),
        old_dates=switch(environ, "MOBILE_ID_OLD_DATES"),
        anchors=paths(environ, "MOBILE_ID_ANCHORS", around.here(around.keys / "authority" / "mobile-id-ca.pem")),
        pins=_pins(environ, "MOBILE_ID_PINS", around),
        ocsp_url=environ.get("MOBILE_ID_OCSP_URL", ""),
    )


def viisp(environ: Mapping[str, str], around: Surroundings) -> ViispSettings | None:
    """The e-government gateway as configured, or None."""
    url = environ.get("VIISP_URL") or around.here(f"{around.base_url}/sandbox/viisp/soap")
    if not url:
        return None
    return ViispSettings(
        url=url,
        browser_url=needed(environ, "VIISP_BROWSER_URL", around.here(f"{around.base_url}/sandbox/gateway/")),
        pid=needed(environ, "VIISP_PID", around.here("VSID000000000113")),
        key=Path(needed(environ, "VIISP_KEY", around.here(around.keys / "savitarna-viisp.pem"))),
        gateway_keys=paths(environ, "VIISP_GATEWAY_KEYS", around.here(around.keys / "viisp.pub.pem")),
        signature=one_of(environ, "VIISP_SIGNATURE", ("sha256", "sha1")),
        pins=words(environ, "VIISP_PINS"),
    )


def oidc(environ: Mapping[str, str]) -> OidcSettings | None:
    """An OpenID provider in the gateway's place, or None; the sandbox has no stand-in for one."""
    if not environ.get("OIDC_ISSUER"):
        return None
    return OidcSettings(
        issuer=environ["OIDC_ISSUER"],
        client_id=needed(environ, "OIDC_CLIENT_ID"),
        client_secret=needed(environ, "OIDC_CLIENT_SECRET"),
        scopes=words(environ, "OIDC_SCOPES", "openid"),
        algorithms=words(environ, "OIDC_ALGORITHMS", "RS256,ES256"),
        acr=one_of(environ, "OIDC_ACR", ("substantial", "high", "low")),
        amr=words(environ, "OIDC_AMR"),
        style=one_of(environ, "OIDC_STYLE", ("plain", "tara")),
        person=words(environ, "OIDC_PERSON"),
        pins=words(environ, "OIDC_PINS"),
    )


def _pins(environ: Mapping[str, str], name: str, around: Surroundings) -> tuple[str, ...]:
    """These services ask their clients to pin the keys of their lines (smart-id.md §2, mobile-id.md §1)."""
    return words(environ, name) if around.sandbox else needed_words(environ, name)
