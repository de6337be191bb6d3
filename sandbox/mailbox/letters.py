"""Letters in a Maildir, so that any other mail program can read them too."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from mailbox import Maildir
from pathlib import Path
from zoneinfo import ZoneInfo

KEY = re.compile(r"[0-9]+\.[A-Za-z0-9_.:,=-]{1,200}", re.ASCII)
LINK = re.compile(r"(https?://[^\s<>\"]+)")
MOST = 200


@dataclass(frozen=True)
class Letter:
    """What a mail program shows. `to` is the address on the envelope, `at` the time in its Date header, in Vilnius."""

    key: str
    to: str
    sender: str
    subject: str
    at: str
    message_id: str
    text: str


def opened(folder: Path) -> Maildir:
    """The box, made if it is not there yet."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    return Maildir(folder, create=True)


def keep(folder: Path, sender: str, recipients: list[str], content: bytes) -> None:
    """One letter for each recipient, with the envelope written on top as mail servers do."""
    for recipient in recipients:
        envelope = f"Return-Path: <{sender}>\r\nDelivered-To: {recipient}\r\n".encode()
        opened(folder).add(envelope + content)


def latest(folder: Path, to: str = "") -> list[Letter]:
    """The newest letters first, at most 200; only those to one address when it is given."""
    keys = sorted(opened(folder).keys(), key=lambda key: _age(folder, key), reverse=True)
    found = (one(folder, key) for key in keys[: MOST if not to else None])
    return [letter for letter in found if letter and to in ("", letter.to.lower())][:MOST]


def one(folder: Path, key: str) -> Letter | None:
    """The letter of this key, or None."""
    box = opened(folder)
    if not KEY.fullmatch(key) or key not in box:
        return None
    message = message_from_bytes(box.get_bytes(key), EmailMessage, policy=policy.default)
    body = message.get_body(("plain",))
    return Letter(
        key=key,
        to=str(message["Delivered-To"]),
        sender=str(message["From"]),
        subject=str(message["Subject"]),
        at=_moment(message),
        message_id=str(message["Message-ID"]),
        text=str(body.get_content()) if body else "",
    )


def pieces(text: str, site: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a link to the site."""
    return [(piece, piece.startswith(f"{site}/")) for piece in LINK.split(text) if piece]


def _age(folder: Path, key: str) -> int:
    found = next(iter(folder.glob(f"*/{key}*")), None)
    return found.stat().st_mtime_ns if found else 0


def _moment(message: EmailMessage) -> str:
    try:
        sent: datetime = parsedate_to_datetime(str(message["Date"]))
    except ValueError:
        return ""
    return sent.astimezone(ZoneInfo("Europe/Vilnius")).strftime("%Y-%m-%d %H:%M:%S")
