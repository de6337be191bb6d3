"""What is asked of somebody who proves who they are, and how often a telephone may ring."""

from rules.identifiers import is_personal_code
from rules.journey import Form
from rules.phones import phone_number
from rules.problem import Checked, Problem

PUSHES, PUSHES_IN = 3, 600  # at most so many in so many seconds, for a person and for a telephone (accounts.md §6)
FRESH = 600  # seconds: for so long a proof lets one change what lets people in, and see what only they may
# How long an attempt lives, in seconds: somewhat longer than the service's own time.
LASTS = {"smart-id": 180, "mobile-id": 180, "viisp": 900, "oidc": 900}
BETWEEN = str.maketrans("", "", " .-\u00a0\u2009\u202f\u2013")
LONGEST = 30


def check_personal_code(typed: str) -> str | Problem:
    """The eleven digits, with any spaces, dots and dashes between them."""
    bare = typed.translate(BETWEEN) if len(typed) <= LONGEST else typed
    if not bare:
        return Problem("Enter your personal code")
    return (
        bare if is_personal_code(bare) else Problem("Check the personal code: it has 11 digits, and these do not fit")
    )


def check_mobile_id(form: Form) -> Checked:
    """The number of the telephone, as +370…, and the personal code of its owner."""
    found = {"phone": phone_number(form.get("phone", "")), "code": check_personal_code(form.get("personal_code", ""))}
    problems = {
        "personal_code" if name == "code" else name: one for name, one in found.items() if isinstance(one, Problem)
    }
    return Checked(problems=problems) if problems else Checked(found)


def is_fresh(proven_at: int, moment: int) -> bool:
    """Whether what was proven at one moment still counts as fresh at another (epoch seconds; 0 for never)."""
    return proven_at > 0 and moment - proven_at < FRESH


def is_freshly_proven(strongly_at: int, typed_at: int, has_identity: bool, moment: int) -> bool:
    """Whether a person may do now what needs a fresh proof (accounts.md §5, ASVS 5.0 7.5.1).

    `strongly_at` is when they last gave a strong proof in this session, `typed_at` when they last typed their password
    again. Of whoever has a strong identity only the strong proof counts: a stolen password must not move their mailbox.
    """
    return is_fresh(strongly_at if has_identity else typed_at, moment)
