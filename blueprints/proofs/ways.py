"""Which ways there are in this house: the configured services, and what residents call them."""

from collections.abc import Iterable

from flask import abort, current_app

from blueprints.kiosk.visiting import visit
from data.identities import Known
from gateways.ways import MobileIdWay, SmartIdWay, Way
from rendering import N_

# In the order residents know (CONTRACT.md §4): code, name, path.
NAMED = (
    ("email", N_("By e-mail"), "/register/email"),
    ("mobile-id", N_("By mobile signature"), "/sign-in/mobile-id"),
    ("smart-id", N_("Smart-ID"), "/sign-in/smart-id"),
    ("gateway", N_("By the e-government gateway"), "/sign-in/gateway"),
)
CALLED = {
    "email": N_("E-mail and password"),
    "smart-id": N_("Smart-ID"),
    "mobile-id": N_("Mobile signature"),
    "gateway": N_("E-government gateway"),
}
GATEWAYS = ("oidc", "viisp")  # the first that is configured is the gateway of this house


def services() -> dict[str, Way]:
    """The configured services by method."""
    known: dict[str, Way] = current_app.extensions["ways"]
    return known


def gateway() -> str:
    """The method behind the e-government gateway, or ''."""
    return next((method for method in GATEWAYS if method in services()), "")


def offered() -> list[tuple[str, str, str]]:
    """(code, name, path) of every way to register, e-mail among them."""
    there = {"email", *services(), "gateway" if gateway() else ""}
    return [way for way in NAMED if way[0] in there]


def strong() -> list[tuple[str, str, str]]:
    """The same without e-mail: what proves who somebody is. At a terminal the QR code stands first, where nothing is
    typed, and no pages of others are opened."""
    there = [way for way in offered() if way[0] != "email"]
    if not visit():
        return there
    return sorted((way for way in there if way[0] != "gateway"), key=lambda way: way[0] != "smart-id")


def family(method: str) -> str:
    """Which way a method is: smart-id, mobile-id or gateway; and email."""
    return "gateway" if method in GATEWAYS else method


def named(methods: Iterable[str]) -> list[str]:
    """What residents call the ways that these methods are, each once."""
    return [CALLED[way] for way in dict.fromkeys(map(family, methods)) if way in CALLED]


def not_among(methods: Iterable[str]) -> list[tuple[str, str]]:
    """(name, path) of the strong ways that none of these methods is."""
    there = set(map(family, methods))
    return [(CALLED[way], path) for way, _name, path in strong() if way not in there]


def of(known: Iterable[Known]) -> list[tuple[str, str]]:
    """(name, path) of the ways by which one of these identities can be proven now: a mobile signature is Lithuanian,
    Smart-ID knows personal codes only, and nobody can tell whom the gateway knows."""
    kinds = {(one.kind, one.country) for one in known}
    fits = {
        "mobile-id": ("PNO", "LT") in kinds,
        "smart-id": any(kind == "PNO" for kind, _country in kinds),
        "gateway": bool(kinds),
    }
    return [(CALLED[way], path) for way, _name, path in strong() if fits[way]]


def smart_id() -> SmartIdWay:
    """404 where it is not configured."""
    way = services().get("smart-id")
    return way if isinstance(way, SmartIdWay) else abort(404)


def mobile_id() -> MobileIdWay:
    """404 where it is not configured."""
    way = services().get("mobile-id")
    return way if isinstance(way, MobileIdWay) else abort(404)
