"""Attempts to prove who one is, as far along as a test wants them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from data import attempts, sealing
from data.attempts import Asked, Attempt
from rules.identity import Identity
from tests.people import CODE, identity

HERE, ELSEWHERE = "browser-hash", "another-browser"
QR = Asked("key-1", "smart-id", "link", "enter", HERE, lasts=300, kept={"text": "Prisijungti"})
GATE = replace(QR, key="key-2", method="viisp", flow="gate")
JONAS = "50102030017"  # another code with its check digit


def push(key: str, code: str = CODE, browser: str = HERE) -> Asked:
    who = sealing.index(identity(code))
    kept = {"phone": "+37060000001", "code": code}
    return Asked(key, "mobile-id", attempts.PUSH, "enter", browser, lasts=120, expected=who, kept=kept)


def waiting(asked: Asked = QR, kept: Mapping[str, Any] | None = None) -> str:
    """An attempt that has begun at its service."""
    public_id = attempts.begin(asked)
    assert attempts.lease(public_id, 10)
    assert attempts.began(public_id, kept or {"session": "s-1"})
    return public_id


def proven(asked: Asked = QR, who: Identity | None = None) -> str:
    public_id = waiting(asked)
    assert attempts.verified(public_id, who or identity())
    return public_id


def state(public_id: str) -> str:
    return attempts.seen_by(public_id, HERE).state


def secrets_of(public_id: str) -> tuple[str, str, str]:
    row = Attempt.get(Attempt.public_id == public_id)
    return row.kept, row.returned, row.identity
