"""Letters that prove a mailbox: to register, and to set a new password (accounts.md §4)."""

from dataclasses import dataclass

from data import outbox, people
from data.database import atomic, locked, new_id, now
from data.people import MailLink, Person

CODE_LASTS, CODE_TRIES = 10 * 60, 5
LINK_LASTS = {"register": 24 * 60 * 60, "reset": 60 * 60}


@dataclass(frozen=True)
class Proof:
    """What only the reader of a letter can know, as we keep it. The nonce goes into the letter's row of the outbox."""

    nonce: str
    token_hash: str
    code_hash: str = ""


@dataclass(frozen=True)
class Waiting:
    """Somebody has begun to register in this browser and has yet to read the letter."""

    email: str
    password_hash: str
    language: str
    at: int = 0


@dataclass(frozen=True)
class Confirmed:
    """A proven mailbox: the account's row id, and in which browser (hash of its token) it was begun."""

    person_id: int
    browser: str


def ask_to_register(asked: Waiting, browser: str, proof: Proof) -> None:
    """Write to the address: with link and code, or that it has an account already. Older letters to it die.

    Both ways do the same work, so that nobody can tell from outside which it was.
    """
    with atomic():
        known = Person.get_or_none(Person.email == asked.email)
        _keep("register", asked.email, known, asked.language, proof, browser, asked.password_hash)
        kind = "already_registered" if known else "confirm_registration"
        language = known.language if known else asked.language
        outbox.put(kind, proof.nonce, {"to": asked.email, "language": language, "nonce": proof.nonce})


def ask_for_reset(email: str, language: str, proof: Proof) -> None:
    """Write to the address: with a link to set a new password, or that it has no account here."""
    with atomic():
        known = Person.get_or_none(Person.email == email)
        _keep("reset", email, known, language, proof)
        kind, language = ("reset_password", known.language) if known else ("no_account", language)
        outbox.put(kind, proof.nonce, {"to": email, "language": language, "nonce": proof.nonce})


def _keep(
    purpose: str, email: str, known: Person | None, language: str, proof: Proof, browser: str = "", password: str = ""
) -> None:
    moment = now()
    same = (MailLink.purpose == purpose) & (MailLink.email == email) & MailLink.used_at.is_null()
    MailLink.update(expires_at=0, code_expires_at=0).where(same).execute()
    MailLink.create(
        purpose=purpose,
        token_hash=proof.token_hash,
        code_hash=proof.code_hash,
        code_expires_at=moment + CODE_LASTS,
        email=email,
        person=known,
        password_hash=password,
        browser=browser,
        language=language,
        expires_at=moment + LINK_LASTS[purpose],
    )


def waiting(browser: str) -> Waiting | None:
    """What this browser last began, if the letter's link is still good."""
    found = _latest(browser)
    return Waiting(found.email, found.password_hash, found.language, found.created_at) if found else None


def _latest(browser: str) -> MailLink | None:
    alive = (MailLink.browser == browser) & (MailLink.expires_at > now()) & MailLink.used_at.is_null()
    latest = MailLink.select().where(alive, MailLink.purpose == "register").order_by(MailLink.id.desc()).limit(1)
    found: MailLink | None = locked(latest).first()
    return found


def was_confirmed(browser: str) -> bool:
    """Whether what this browser began has been confirmed, here or on another device."""
    used = MailLink.select().where((MailLink.browser == browser) & MailLink.used_at.is_null(False))
    return bool(used.exists())


def try_code(browser: str, code_hash: str) -> Confirmed | str:
    """Confirm by the six digits, in the browser that asked: `Confirmed`, or "wrong", "expired" or "nothing"."""
    with atomic():
        letter = _latest(browser)
        if letter is None:
            return "nothing"
        if letter.code_expires_at <= now() or letter.code_tries >= CODE_TRIES:
            return "expired"
        MailLink.update(code_tries=MailLink.code_tries + 1).where(MailLink.id == letter.id).execute()
        confirmed = _confirm(letter) if letter.code_hash == code_hash else None
        return confirmed or "wrong"


def confirm(token_hash: str) -> Confirmed | None:
    """Confirm by the link. It works once, and not after its day."""
    with atomic():
        letter = _alive("register", token_hash)
        return _confirm(letter) if letter else None


def address(purpose: str, token_hash: str) -> str | None:
    """To whom a letter went whose link can still be used, else None; looking at it changes nothing."""
    found = _alive(purpose, token_hash)
    return found.email if found else None


def _alive(purpose: str, token_hash: str) -> MailLink | None:
    found: MailLink | None = MailLink.get_or_none(
        (MailLink.purpose == purpose)
        & (MailLink.token_hash == token_hash)
        & (MailLink.expires_at > now())
        & MailLink.used_at.is_null()
    )
    return found


def _use(letter: MailLink) -> bool:
    once = MailLink.update(used_at=now()).where((MailLink.id == letter.id) & MailLink.used_at.is_null())
    return bool(once.execute() == 1)


def _confirm(letter: MailLink) -> Confirmed | None:
    """The account, made now. None when the address had one already: that letter promised nothing."""
    if letter.person_id is not None or not _use(letter):
        return None
    new = Person.insert(
        public_id=new_id(),
        email=letter.email,
        password_hash=letter.password_hash,
        language=letter.language,
        role="resident",
        created_at=now(),
    )
    made = list(new.on_conflict_ignore().returning(Person.id).execute())
    return Confirmed(made[0].id, letter.browser) if made else None


def reset(token_hash: str, password_hash: str) -> bool:
    """Set the new password by the link; every session ends. False when the link is used, too old or unknown, or the
    account has another address by now."""
    with atomic():
        letter = _alive("reset", token_hash)
        if letter is None or letter.person is None or letter.person.email != letter.email or not _use(letter):
            return False
        people.change_password(letter.person_id, password_hash)
        return True


def forget_old(before: int) -> int:
    """Delete letters whose links died before this moment (epoch seconds). Returns how many."""
    deleted: int = MailLink.delete().where(MailLink.expires_at < before).execute()
    return deleted
