"""Whom a provider vouches for, out of claims that are already checked: pure."""

import re
from collections.abc import Mapping
from typing import Any, get_args

from gateways.oidc.service import LEVELS, Service
from rules.identifiers import is_personal_code
from rules.identity import Identity, Kind, Level, Refusal

COUNTRY = re.compile(r"[A-Z]{2}")
CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z/+=_.-]{0,252}")
SAME_DIGITS = ("LT", "EE")  # the two countries whose eleven digits and check digit are made alike (smart-id.md §1)
NAME = 100  # letters; what is longer is no name


def wanted(service: Service) -> tuple[str, ...]:
    """The claims that tell who somebody is and that a provider may leave out of the id_token (Core §5.4)."""
    return () if service.style == "tara" else ("given_name", "family_name", *(service.person or ()))


def identity(service: Service, claims: Mapping[str, Any]) -> Identity | Refusal:
    """Who it is, or why that is not enough: `weak` for too low a level or a method that we did not offer."""
    level = LEVELS.get(_text(claims, "acr"))
    if service.acr and (level is None or _rank(level) < _rank(LEVELS[service.acr])):
        return Refusal("weak", "acr")
    methods = claims.get("amr")
    if service.amr and not _all_offered(service, methods):
        return Refusal("weak", "amr")
    found = _person(service, claims)
    if isinstance(found, Refusal):
        return found
    kind, country, code = found
    names = claims.get("profile_attributes") if service.style == "tara" else claims
    return Identity(
        kind=kind,
        country=country,
        code=code,
        given_name=_name(names, "given_name"),
        family_name=_name(names, "family_name"),
        method="oidc",
        level=level or "low",
        session=service.scoped(claims["sid"]) if _text(claims, "sid") else "",
        subject=service.scoped(claims["sub"]),
    )


def _person(service: Service, claims: Mapping[str, Any]) -> tuple[Kind, str, str] | Refusal:
    """Kind, country and code. Without a country and a code a person is only somebody known to this provider."""
    if service.style == "tara":
        country, code = claims["sub"][:2], claims["sub"][2:]
    elif service.person and all(name in claims for name in service.person):
        country, code = (_text(claims, name) for name in service.person)
    else:
        return "OIDC", "", service.scoped(claims["sub"])
    if not COUNTRY.fullmatch(country) or not CODE.fullmatch(code):
        return Refusal("failed", "person")
    if service.style == "tara" and "eIDAS" in claims["amr"]:
        return "EIDAS", country, code  # an identifier of another country's making, even when it says LT
    if country in SAME_DIGITS and not is_personal_code(code):
        return Refusal("failed", "person")
    return "PNO", country, code


def _all_offered(service: Service, methods: Any) -> bool:
    return isinstance(methods, list) and bool(methods) and all(method in service.amr for method in methods)


def _rank(level: Level) -> int:
    return get_args(Level).index(level)


def _name(names: Any, name: str) -> str:
    return _text(names, name).strip()[:NAME] if isinstance(names, Mapping) else ""


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    return value if isinstance(value, str) else ""
