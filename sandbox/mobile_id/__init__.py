"""The Mobile-ID stand-in: the REST service (mobile-id.md §2–4, §8)."""

from functools import partial
from typing import Any

from flask import Flask, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from sandbox.asked import House, book, faults, line, people
from sandbox.asked.settling import settle_alone
from sandbox.asked.waiting import answered
from sandbox.mobile_id.answers import stamped, told
from sandbox.mobile_id.papers import paper_of
from sandbox.mobile_id.requests import fault_of

UUID = "00000000-0000-0000-0000-000000000000"
Told = Response | tuple[dict[str, Any], int] | dict[str, Any]


def create_mobile_id(house: House) -> Flask:
    """The service as an app of its own; mounted at /sandbox/mobile-id, which is then its base."""
    app = Flask(__name__, static_folder=None)
    app.before_request(partial(suffer, house))
    app.register_error_handler(HTTPException, lambda error: failed(error.code or 500, error.description or ""))
    app.add_url_rule("/authentication", "start", partial(start, house), methods=["POST"])
    app.add_url_rule("/authentication/session/<key>", "session", partial(session, house))
    app.add_url_rule("/version", "version", version)
    return app


def failed(status: int, error: str) -> tuple[dict[str, Any], int]:
    """Anything but a success: words for developers."""
    return stamped({"error": error}), status


def suffer(house: House) -> Told | None:
    """What befalls every call when the phone's page has switched it so."""
    fault = faults.switched(house.folder, "mobile-id")
    if fault == "maintenance":
        return failed(503, "Service is under maintenance")
    return line.broken(request.environ, fault, house.terms.hangs)


def version() -> Response:
    """For health checks."""
    return Response("Version: 5.1.1. Built: 19.06.2019 21:06", mimetype="text/plain")


def start(house: House) -> Told:
    """Ask the phone of this number and person; the answer comes by the session."""
    sent = request.get_json(silent=True)
    sent = sent if isinstance(sent, dict) else {}
    wrong = fault_of(sent)
    if wrong:
        return failed(400, wrong)
    if sent["relyingPartyUUID"] != UUID or not house.knows(sent["relyingPartyName"]):
        return failed(401, "Failed to authorize user")
    person = people.of_phone(sent["phoneNumber"], sent["nationalIdentityNumber"])
    if person and person.fault == "maintenance":
        return failed(503, "Service is under maintenance")
    if person and person.mobile_id == "OK":
        paper_of(house, person, person.fault)  # made now, so that no poll waits for a slow key
    asked = book.write(house.folder, "mobile-id", "mobile-id", sent, person.id if person else "")
    if person:
        settle_alone(house, asked, person)
    else:
        book.settle(house.folder, asked.number, "", "NOT_MID_CLIENT", "", house.terms.answers_after)
    return stamped({"sessionID": asked.key})


def session(house: House, key: str) -> Told:
    """The state, at once or after `timeoutMs`; a second poll at the same time is the end of the first."""
    asked = book.of_key(house.folder, "mobile-id", key, house.terms.forgotten_after)
    wait = request.args.get("timeoutMs", "10000")
    if asked is None:
        return failed(404, "Session not found")
    if not wait.isascii() or not wait.isdigit() or len(wait) > 9:
        return failed(400, "timeoutMs is no number of milliseconds")
    done = answered(house.folder, asked, int(wait), house.terms, one_poll=True)
    if done is None:
        return stamped({"state": "RUNNING", "result": ""})
    if done.fault == "gone":
        return failed(404, "Session not found")
    if done.fault == "maintenance":
        return failed(503, "Service is under maintenance")
    return line.broken(request.environ, done.fault, house.terms.hangs) or told(house, done)
