"""How a terminal becomes one of ours: staff make a code, the terminal gives it back and gets its secret."""

import secrets

from data import sealing
from data.database import NotFound, atomic, now
from data.kiosks.tables import Kiosk
from data.sealing import blind
from rules.kiosks import CODE_LASTS, CODE_LENGTH, LETTERS

OPEN = ("waiting", "active", "paused")


def make(place: str, street: str) -> str:
    """A new terminal with a code. Returns its public id."""
    with atomic():
        made = Kiosk.create(place=place, street=street)
        _give_code(made)
    return str(made.public_id)


def new_code(public_id: str) -> None:
    """Another code, 15 minutes anew: the one before it is worth nothing. Raises NotFound, for revoked ones too."""
    with atomic():
        found = Kiosk.get_or_none((Kiosk.public_id == public_id) & Kiosk.state.in_(OPEN))
        if found is None:
            raise NotFound
        _give_code(found)


def _give_code(kiosk: Kiosk) -> None:
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    kiosk.code_hash, kiosk.code_until = blind(code), now() + CODE_LASTS
    kiosk.sealed_code = sealing.seal(_purpose(kiosk.public_id), code)
    kiosk.save()


def code_of(kiosk: Kiosk) -> str:
    """The code as staff read it, while it can be used; else ''."""
    if not kiosk.code_hash or kiosk.code_until <= now():
        return ""
    try:
        return sealing.unseal(_purpose(kiosk.public_id), kiosk.sealed_code)
    except sealing.DoesNotFit:  # sealed under a key that the settings no longer hold
        return ""


def enrol(code: str, secret_hash: str) -> str | None:
    """The terminal that knows this code gets this secret, and none before it: once, within 15 minutes.

    Returns its public id, or None for a code that is none, was used, or is too old.
    """
    fits = (Kiosk.code_hash == blind(code)) & (Kiosk.code_until > now()) & Kiosk.state.in_(OPEN)
    enrolled = Kiosk.update(
        code_hash=None, sealed_code="", secret_hash=secret_hash, state="active", enrolled_at=now(), beat_at=now()
    ).where(fits)
    found = list(enrolled.returning(Kiosk.public_id).execute())
    return str(found[0].public_id) if found else None


def _purpose(public_id: str) -> str:
    return f"kiosk {public_id}"
