"""POST /mock/device-link: the phone of a test that needs no hand (smart-id.md §12)."""

import logging
import threading
import urllib.request
from typing import Any
from urllib.parse import urlsplit

from flask import request

from sandbox.asked import Asked, House, Person, people
from sandbox.smart_id import wire
from sandbox.smart_id.links import asked_by, confirm

log = logging.getLogger(__name__)
Told = tuple[dict[str, Any], int]


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Follow nothing: the browser would, and we are none."""


def click(house: House) -> Told:
    """The holder of `documentNumber` opens `deviceLink` and confirms; `flowType` says by which kind of link.

    For Web2App the answer also tells `callbackUrl`, where the app sends the browser; with a `browserCookie` that
    address is called as the browser would, beside this answer.
    """
    sent = request.get_json(silent=True)
    given = {key: value for key, value in (sent if isinstance(sent, dict) else {}).items() if isinstance(value, str)}
    absent = [name for name in ("documentNumber", "deviceLink", "flowType") if not given.get(name)]
    if absent:
        return {"error": f"no {', '.join(absent)}"}, 400
    asked, kind = asked_by(house, given["deviceLink"], house.terms.link_age)
    if asked is None:
        return {"error": kind}, 400
    person = people.of_document(given["documentNumber"])
    fault = _fault(asked, person, kind, given)
    if fault or person is None:
        return {"error": fault}, 400
    done = confirm(house, asked, person, kind)
    if done is None:
        return {"error": "the session is answered already"}, 400
    if kind == "QR":
        return {}, 200
    return _back(wire.callback_url(done), given.get("browserCookie", "")), 200


def _fault(asked: Asked, person: Person | None, kind: str, given: dict[str, str]) -> str:
    callback = asked.sent.get("initialCallbackUrl")
    if person is None or asked.person not in ("", person.id):
        return "this document is not the one that was asked"
    if kind != given["flowType"]:
        return "flowType is not that of the link"
    return "" if given.get("initialCallbackUrl", callback) == callback else "initialCallbackUrl is not the one sent"


def _back(url: str, cookie: str) -> dict[str, Any]:
    if cookie and urlsplit(url).hostname in ("127.0.0.1", "localhost"):
        threading.Thread(target=_call, args=(url, cookie), daemon=True).start()
    return {"callbackUrl": url}


def _call(url: str, cookie: str) -> None:
    try:
        asked = urllib.request.Request(url, headers={"Cookie": cookie})  # noqa: S310 - only to this machine
        with urllib.request.build_opener(_Stays).open(asked, timeout=20) as told:
            log.info("the browser came back: %s", told.status)
    except OSError as error:
        log.warning("the browser could not come back: %s", error)
