"""What a resident is told when proving who they are came to nothing: a sentence, and the next step (smart-id.md §10,
mobile-id.md §4, viisp.md §8). Whoever has no such service is told what everybody is told: nobody can find out.
"""

from rules.identity import Outcome
from rules.problem import Problem

Told = tuple[Problem, Problem]

AGAIN = Problem("Try again, or choose another way.")
FAILED = Problem("Sign-in did not succeed.")
EXPIRED = Problem("Nobody confirmed in time.")

SMART_ID: dict[Outcome, Told] = {
    "cancelled": (Problem("Signing in was cancelled."), Problem("If you did not mean to, try again.")),
    "expired": (EXPIRED, Problem("Try again, and have the phone at hand: there are about two minutes.")),
    "wrong_code": (
        Problem("Another verification code was chosen than the one on this page."),
        Problem("If it was not you who was signing in, confirm nothing."),
    ),
    "unusable": (
        Problem("Smart-ID cannot be used now."),
        Problem("Open the Smart-ID app: it says what to do. Or choose another way."),
    ),
    "outdated": (Problem("The Smart-ID app is too old."), Problem("Update the Smart-ID app and try again.")),
    "weak": (
        Problem("A Smart-ID Basic account does not prove who you are."),
        Problem("Choose another way, or open a full Smart-ID account."),
    ),
    "failed": (FAILED, AGAIN),
    "unavailable": (
        Problem("Smart-ID does not work for the moment."),
        Problem("Choose another way, or try again later."),
    ),
}
MOBILE_ID: dict[Outcome, Told] = {
    "cancelled": (Problem("Signing in was cancelled on the phone."), Problem("If you did not mean to, try again.")),
    "expired": (EXPIRED, Problem("Try again, and have the phone at hand: there are about two minutes.")),
    "unreachable": (
        Problem("The phone cannot be reached."),
        Problem("Look whether it is switched on and has a signal, and try again."),
    ),
    "undelivered": (
        Problem("The question did not get to the phone."),
        Problem("Restart the phone and try again later, or choose another way."),
    ),
    "misconfigured": (
        Problem("The SIM card does not agree with the service of mobile signatures."),
        Problem("Your operator can mend it. Until then choose another way."),
    ),
    "failed": (FAILED, Problem("Check the telephone number and the personal code, or choose another way.")),
    "unavailable": (
        Problem("Mobile signatures do not work for the moment."),
        Problem("Choose another way, or try again later."),
    ),
}
GATEWAY: dict[Outcome, Told] = {
    "cancelled": (
        Problem("Signing in was cancelled at the e-government gateway."),
        Problem("If you did not mean to, try again."),
    ),
    "expired": (
        Problem("You did not come back from the e-government gateway in time."),
        Problem("Begin again: there is a quarter of an hour."),
    ),
    "unusable": (
        Problem("At the e-government gateway you acted for a company or for somebody else."),
        Problem("Begin again, and prove there who you are yourself."),
    ),
    "used": (Problem("This way back from the e-government gateway was used already."), Problem("Begin again.")),
    "weak": (
        Problem("A password at the e-government gateway does not prove who you are."),
        Problem("Begin again, and choose a bank, an identity card or an electronic signature there."),
    ),
    "failed": (FAILED, AGAIN),
    "unavailable": (
        Problem("The e-government gateway does not work for the moment."),
        Problem("Choose another way, or try again later."),
    ),
}
BY_METHOD = {"smart-id": SMART_ID, "mobile-id": MOBILE_ID, "viisp": GATEWAY, "oidc": GATEWAY}


def told(method: str, outcome: str) -> Told:
    """The sentence and the next step. What a service should never say is told like any failure."""
    known = BY_METHOD[method]
    return known.get(outcome, known["failed"])  # type: ignore[call-overload, no-any-return]
