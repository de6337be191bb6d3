"""What the agent asks the portal for. No address, code, ticket or secret is ever part of what it says on failure."""

import json
import os
import urllib.request
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode

PATIENCE = 10  # seconds
MOST = 256 * 1024  # bytes of an answer


class Unreached(Exception):
    """No line, no answer in time, or one that is not the portal's."""


class Refused(Exception):
    """The portal does not know this code, or this secret (any more)."""


class Paused(Exception):
    """Staff have paused this terminal."""


class _Stay(urllib.request.HTTPRedirectHandler):
    """Nothing that carries the secret is led elsewhere."""

    def redirect_request(self, *_args: Any) -> None:
        return None


OPENER = urllib.request.build_opener(_Stay)


class Portal:
    """The portal as this terminal sees it; its secret is read anew each time, so a new one needs no restart."""

    def __init__(self, url: str, secret: Path) -> None:
        self.url, self.file = url, secret

    def enrol(self, code: str) -> None:
        """Give a code of staff for a secret, and keep it where only this user can read it."""
        self._keep(str(self._told("/kiosk/enrol", {"code": code}, {}).get("secret", "")))

    def ticket(self) -> str:
        return str(self._told("/kiosk/ticket", {}, self._bearer()).get("ticket", ""))

    def beat(self, told: dict[str, str]) -> dict[str, Any]:
        return self._told("/kiosk/heartbeat", told, self._bearer())

    def job(self, job: str) -> dict[str, Any] | None:
        """What is to be printed; None when it is too late for that, or was fetched before."""
        status, body = self._ask(f"/kiosk/jobs/{job}", None, self._bearer())
        return None if status in (404, 410) else _read(status, body)

    def health(self) -> None:
        """Raise Unreached unless the portal is well; another's page with a 200 is not its answer."""
        if self._ask("/health", None, {}) != (200, b"ok\n"):
            raise Unreached

    def _told(self, path: str, form: dict[str, str], headers: dict[str, str]) -> dict[str, Any]:
        return _read(*self._ask(path, form, headers))

    def _ask(self, path: str, form: dict[str, str] | None, headers: dict[str, str]) -> tuple[int, bytes]:
        sent = None if form is None else urlencode(form).encode()
        request = urllib.request.Request(self.url + path, sent, headers)  # noqa: S310 - settings allow http(s) only
        try:
            with OPENER.open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read(MOST)
        except HTTPError as refusal:
            with refusal:
                return refusal.code, b""
        except (OSError, HTTPException):
            raise Unreached from None

    def _bearer(self) -> dict[str, str]:
        try:
            return {"Authorization": f"Bearer {self.file.read_text(encoding='ascii').strip()}"}
        except (OSError, UnicodeDecodeError):
            raise Refused from None

    def _keep(self, secret: str) -> None:
        if not secret:
            raise Unreached
        beside = self.file.with_name(f"{self.file.name}.new")
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secret)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(self.file)


def _read(status: int, body: bytes) -> dict[str, Any]:
    if status in (401, 403):
        raise Refused
    if status == 409:
        raise Paused
    try:
        told = json.loads(body) if status == 200 else None
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Unreached
    return told
