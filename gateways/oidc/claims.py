"""What a signed token must say before it is believed. The signature itself: tokens.py."""

from datetime import datetime
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc.errors import InvalidClaimError, MissingClaimError
from joserfc.jwt import JWTClaimsRegistry, Token

from gateways.oidc.service import LEEWAY, Service

LONGEST = 255  # OpenID Connect Core §2 gives a subject no more
LOGOUT = "http://schemas.openid.net/event/backchannel-logout"
LOGOUT_LIVES = 120  # seconds: Back-Channel Logout §2.4 recommends two minutes at most


class IdToken(CodeIDToken):  # type: ignore[misc]
    """Authlib's checks with what it leaves open closed: a nonce always, no other audience, texts that are texts."""

    def validate(self, now: int, leeway: int) -> None:
        super().validate(now, leeway)
        _texts(self, "sub", "nonce")
        if self["aud"] not in (self.params["client_id"], [self.params["client_id"]]):
            raise InvalidClaimError("aud")

    def validate_at_hash(self) -> None:
        if "at_hash" in self and not isinstance(self["at_hash"], str):
            raise InvalidClaimError("at_hash")
        super().validate_at_hash()


class TaraToken(IdToken):
    """TARA writes at_hash in plain base64 with padding where the standard wants base64url without (oidc.md §5)."""

    def validate_at_hash(self) -> None:
        if isinstance(self.get("at_hash"), str):
            self["at_hash"] = self["at_hash"].translate(str.maketrans("+/", "-_")).rstrip("=")
        super().validate_at_hash()


def check_id_token(service: Service, token: Token, nonce: str, access_token: str, moment: datetime) -> dict[str, Any]:
    """The claims of an id_token for us, now, in answer to our question. Raises joserfc's ClaimError."""
    kind = TaraToken if service.style == "tara" else IdToken
    known = {"nonce": nonce, "client_id": service.client_id, "access_token": access_token}
    kind(token.claims, token.header, _for_us(service), known).validate(int(moment.timestamp()), LEEWAY)
    return token.claims


def check_logout_token(service: Service, token: Token, moment: datetime) -> dict[str, Any]:
    """The claims of a logout token (Back-Channel Logout §2.6) but for its jti's freshness. Raises ClaimError."""
    claims, now = token.claims, int(moment.timestamp())
    JWTClaimsRegistry(now, LEEWAY, **_for_us(service)).validate(claims)  # type: ignore[arg-type]
    if str(token.header.get("typ")).lower() != "logout+jwt":
        raise InvalidClaimError("typ")
    if claims["exp"] > now + LOGOUT_LIVES + LEEWAY:
        raise InvalidClaimError("exp")
    if claims["iat"] < now - LOGOUT_LIVES - LEEWAY:
        raise InvalidClaimError("iat")
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT), dict):
        raise InvalidClaimError("events")
    if "nonce" in claims:
        raise InvalidClaimError("nonce")
    _texts(claims, "jti", *(name for name in ("sub", "sid") if name in claims))
    if "sub" not in claims and "sid" not in claims:
        raise MissingClaimError("sub")
    return claims


def _for_us(service: Service) -> dict[str, dict[str, object]]:
    return {
        "iss": {"essential": True, "value": service.issuer},
        "aud": {"essential": True, "value": service.client_id},
        "exp": {"essential": True},
        "iat": {"essential": True},
    }


def _texts(claims: dict[str, Any], *names: str) -> None:
    for name in names:
        value = claims.get(name)
        if not isinstance(value, str) or not 0 < len(value) <= LONGEST:
            raise InvalidClaimError(name)
