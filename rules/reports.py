"""An error report: one text, of a length that a person reads."""

import unicodedata
from typing import Any

from rules.journey import Form, Journey, Step
from rules.problem import Checked, Problem

LONGEST = 4000  # characters
OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # they turn the text that staff read about


def check_message(form: Form, _facts: Any) -> Checked:
    """What went wrong, in the resident's words; control and direction signs other than line ends are dropped."""
    lines = form.get("message", "").replace("\r\n", "\n").replace("\r", "\n")
    plain = (sign for sign in lines if sign == "\n" or unicodedata.category(sign) != "Cc")
    message = "".join(sign for sign in plain if sign not in OVERRIDES).strip()
    if not message:
        return Checked(problems={"message": Problem("Write what went wrong")})
    if len(message) > LONGEST:
        return Checked(problems={"message": Problem("The text is too long: at most %(most)s characters", most=LONGEST)})
    return Checked({"message": message, "page": _own_path(form.get("page", ""))})


def _own_path(page: str) -> str:
    """The page they came from, if it is a path of ours; anything else is nobody's business."""
    fine = page.startswith("/") and len(page) <= 200 and page.isascii() and page.isprintable()
    return page if fine and not page.startswith("//") else ""


JOURNEY = Journey("report", (Step("report", check_message),))
