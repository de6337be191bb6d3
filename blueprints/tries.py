"""How often one may try: the numbers of the settings, counted in the database so that they hold across workers."""

from flask import current_app, request

from blueprints.access import address
from blueprints.cookies import hashed
from blueprints.events import tell
from blueprints.kiosk.visiting import visit
from data import limits
from rules.proofs import PUSHES, PUSHES_IN
from settings import Settings

TEN_MINUTES, HOUR, DAY = 600, 3600, 24 * 3600
LONGEST_WAIT = 60
EVERYWHERE = 10  # times the tries of one address: what all addresses together may try on one account
TELEPHONES = 3  # how many telephones of one person may ring in turn
STARTS = 10  # times the tries of one address
USUAL_FAILURES = 200  # refused sign-ins in ten minutes; five times as many rouse staff


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def address_may_try() -> bool:
    """One more try from this address; terminals and offices have a limit of their own."""
    settings = _settings()
    trusted = visit() is not None or request.remote_addr in settings.trusted_addresses
    most = settings.trusted_tries if trusted else settings.address_tries
    return _told("address", limits.take("address", address(), most, TEN_MINUTES))


def letter_may_go(purpose: str, email: str) -> bool:
    """One more letter of this purpose to this mailbox."""
    return _told(
        f"{purpose} letter", limits.take(f"{purpose} letter", hashed(email), _settings().letters_an_hour, HOUR)
    )


def seconds_before_password(email: str) -> int:
    """0 when a password may be tried now (and counted), else how long to wait.

    Each address has its own few tries for an account, so that a stranger who guesses does not keep its owner out.
    """
    free = _settings().password_tries
    own, all_over = _keys(email)
    wait = limits.seconds_to_wait("password here", own, free, LONGEST_WAIT, DAY)
    wait = wait or limits.seconds_to_wait("password anywhere", all_over, free * EVERYWHERE, LONGEST_WAIT, DAY)
    _told("password", not wait)
    return wait


def phone_may_ring(person: str, phone: str) -> bool:
    """One more question to this person's telephone: `person` is the index of their code, `phone` its number or ''.

    Three for a person at one telephone, and for a telephone. A person's telephones together have more: whoever types
    somebody's code with telephones of their own must not keep its owner out.
    """
    limited = {f"{person} {phone}": PUSHES, phone: PUSHES, person: PUSHES * TELEPHONES}
    keys = [(hashed(key), most) for key, most in limited.items() if key]
    return _told("push", all(limits.take("push", key, most, PUSHES_IN) for key, most in keys))


def address_may_start() -> bool:
    """One more way without a telephone from this address: nothing rings, and a whole town may share it."""
    return _told("start", limits.take("start", address(), _settings().address_tries * STARTS, TEN_MINUTES))


def password_fitted(email: str) -> None:
    """Good tries are not counted."""
    own, all_over = _keys(email)
    limits.forget("password here", own)
    limits.give_back("password anywhere", all_over)


def password_not_tried(email: str) -> None:
    """The site was too busy to look at it: that is nobody's failure."""
    own, all_over = _keys(email)
    limits.give_back("password here", own)
    limits.give_back("password anywhere", all_over)


def address_was_good() -> None:
    """A try of this address that succeeded, or was never made, is not counted."""
    limits.give_back("address", address())


def password_failed() -> None:
    """Counted over all accounts too: far more than usual is an attack, and staff should know."""
    limits.count("failures", "all")
    failures = limits.counted("failures", "all", TEN_MINUTES)
    if failures and failures % (USUAL_FAILURES * 5) == 0:
        tell("alarm", "many refused sign-ins", failures=failures)


def _keys(email: str) -> tuple[str, str]:
    return hashed(f"{email} {address()}"), hashed(email)


def _told(limit: str, is_free: bool) -> bool:
    if not is_free:
        tell("limit_reached", limit)
    return is_free
