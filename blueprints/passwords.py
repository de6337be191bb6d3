"""The one place where a password is tried: to sign in, to prove oneself again, and to set another one."""

from blueprints import tries
from blueprints.events import tell
from blueprints.hashing import Busy, hashing
from data import people
from data.people import Keys


class Later(Exception):
    """No password may be tried now: too many were (429), or too many at once (503). Nothing was looked at."""

    def __init__(self, status: int, seconds: int) -> None:
        super().__init__(status)
        self.status, self.seconds = status, seconds


def let_in(email: str, password: str) -> Keys | None:
    """Whose address and password these are, or None. Takes as long for an unknown address. Raises Later."""
    wait = tries.seconds_before_password(email) if tries.address_may_try() else tries.TEN_MINUTES
    if wait:
        raise Later(429, wait)
    try:
        return _tried(email, password)
    except Busy:
        tries.password_not_tried(email)
        tries.address_was_good()
        raise Later(503, 5) from None


def _tried(email: str, password: str) -> Keys | None:
    keys = people.keys_of(email)
    if not hashing.fits(keys.password_hash if keys else None, password) or keys is None:
        tries.password_failed()
        tell("password", "refused")
        return None
    tries.password_fitted(email)
    tries.address_was_good()
    if hashing.is_old(keys.password_hash):
        people.rehash(keys.id, hashing.hash(password))
    return keys
