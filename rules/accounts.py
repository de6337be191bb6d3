"""Registering, signing in and looking after one's account: what is asked and what an answer must look like."""

import hashlib
import hmac
import re

from email_validator import EmailNotValidError, validate_email

from rules.journey import Form
from rules.passwords import Guesses, check_password, normalised
from rules.problem import Checked, Problem

CODE = re.compile(r"[0-9]{6}", re.ASCII)
BETWEEN = str.maketrans("", "", " -\u00a0\u2009\u202f")
AROUND = " \t\u00a0\u200b\u2009\u202f"
LONGEST_EMAIL = 254


def check_email(typed: str) -> str | Problem:
    """The address in the one form we keep: ASCII, lower case, no spaces around. Nothing is asked of the network."""
    bare = typed.strip(AROUND)
    if not bare:
        return Problem("Enter your e-mail address")
    try:
        found = validate_email(bare[: LONGEST_EMAIL + 1], check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        return Problem("The e-mail address must look like name@example.lt")
    return (found.ascii_email or found.normalized).lower()


def check_code(typed: str) -> str | Problem:
    """The six digits of the letter, with any spaces and dashes between them."""
    bare = typed.translate(BETWEEN) if len(typed) <= 20 else ""
    return bare if CODE.fullmatch(bare) else Problem("The code has 6 digits")


def check_registration(form: Form, guesses: Guesses) -> Checked:
    """E-mail address and new password together."""
    email = check_email(form.get("email", ""))
    wrong = check_password(form.get("password", ""), form.get("email", ""), guesses)
    problems = {field: found for field, found in (("email", email), ("password", wrong)) if isinstance(found, Problem)}
    if problems:
        return Checked(problems=problems)
    return Checked({"email": email, "password": normalised(form.get("password", ""))})


def check_sign_in(form: Form) -> Checked:
    """Address and password are both there; whether they fit is found out elsewhere, and never told by halves."""
    email = check_email(form.get("email", ""))
    problems = {"email": email} if isinstance(email, Problem) else {}
    if not form.get("password"):
        problems["password"] = Problem("Enter a password")
    if problems:
        return Checked(problems=problems)
    return Checked({"email": email, "password": normalised(form["password"])})


def check_change(form: Form, email: str, guesses: Guesses) -> Checked:
    """The present password and the new one."""
    problems = {} if form.get("password") else {"password": Problem("Enter your present password")}
    wrong = check_password(form.get("new_password", ""), email, guesses)
    if wrong:
        problems["new_password"] = wrong
    if problems:
        return Checked(problems=problems)
    return Checked({"password": normalised(form["password"]), "new_password": normalised(form["new_password"])})


def check_proof(form: Form) -> Checked:
    """The password of somebody who is signed in, typed again."""
    if not form.get("password"):
        return Checked(problems={"password": Problem("Enter a password")})
    return Checked({"password": normalised(form["password"])})


def check_new_email(typed: str, present: str) -> str | Problem:
    """Another address than the present one ('' for none), in the form of check_email."""
    email = check_email(typed)
    return Problem("This is your address already. Enter another one") if email == present else email


def check_new_password(form: Form, email: str, guesses: Guesses) -> Checked:
    """A new password without the old one, for somebody who opened the link in their mailbox."""
    wrong = check_password(form.get("password", ""), email, guesses)
    return Checked(problems={"password": wrong}) if wrong else Checked({"password": normalised(form["password"])})


def masked(email: str) -> str:
    """An address as others may see it: o…@p….lt; its owner knows it again."""
    name, _, house = email.partition("@")
    return f"{name[:1]}…@{house[:1]}….{house.rpartition('.')[2]}" if house else ""


BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"), ("Lynx", "Lynx"),
    ("w3m", "w3m"), ("Links", "Links"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def browser_name(agent: str) -> str:
    """What a person calls the browser that sent this User-Agent: "Firefox, Windows"; '' when it cannot be told."""
    found = (next((name for sign, name in known if sign in agent), "") for known in (BROWSERS, SYSTEMS))
    return ", ".join(name for name in found if name)


def letter_token(secret: str, nonce: str) -> str:
    """The secret part of a mailed link. It follows from the nonce and our key, so no table and no queue holds it."""
    return _keyed(secret, "link", nonce).hex()


def letter_code(secret: str, nonce: str) -> str:
    """The six digits of the same letter."""
    return f"{int.from_bytes(_keyed(secret, 'code', nonce)) % 1_000_000:06d}"


def kept_code(secret: str, browser: str, code: str) -> str:
    """What is kept of a code: bound to the browser that asked for it; a million guesses at the table need our key."""
    return _keyed(secret, "kept", f"{browser}:{code}").hex()


def _keyed(secret: str, purpose: str, text: str) -> bytes:
    return hmac.digest(secret.encode(), f"{purpose}:{text}".encode(), hashlib.sha256)
