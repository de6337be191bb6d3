"""The Smart-ID stand-in: RP API v3 (smart-id.md §3–10) and the mock phone of §12."""

from functools import partial
from typing import Any

from flask import Flask, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from sandbox.asked import Asked, House, Person, book, faults, line, people
from sandbox.asked.settling import settle_alone
from sandbox.asked.waiting import answered
from sandbox.smart_id import answers, problems, requests
from sandbox.smart_id.mock import click
from sandbox.smart_id.papers import paper_of

UUID = "00000000-0000-4000-8000-000000000000"
TOLD = Response | tuple[dict[str, Any], int] | dict[str, Any]


def create_smart_id(house: House) -> Flask:
    """The service as an app of its own; mounted at /sandbox/smart-id, so that its base is `…/sandbox/smart-id/v3/`."""
    app = Flask(__name__, static_folder=None)
    app.before_request(partial(suffer, house))
    app.register_error_handler(HTTPException, problems.of_flask)
    path = "/v3/authentication"
    app.add_url_rule(f"{path}/device-link/anonymous", "anonymous", partial(anonymous, house), methods=["POST"])
    app.add_url_rule(
        f"{path}/<any('device-link', notification):flow>/<any(etsi, document):kind>/<identifier>",
        "stated", partial(stated, house), methods=["POST"],
    )  # fmt: skip
    app.add_url_rule("/v3/session/<key>", "session", partial(session, house))
    app.add_url_rule("/mock/device-link", "mock", partial(click, house), methods=["POST"])
    return app


def suffer(house: House) -> Response | None:
    """What befalls every call of the API when the phone's page has switched it so."""
    if not request.path.startswith("/v3/"):
        return None
    fault = faults.switched(house.folder, "smart-id")
    if fault == "maintenance":
        return problems.problem(580, "System is under maintenance, try again later")
    return line.broken(request.environ, fault, house.terms.hangs)


def anonymous(house: House) -> TOLD:
    """A device link for whoever opens it."""
    return _refused(house, "device-link") or _link(house, book.write(house.folder, "smart-id", "device-link", _sent()))


def stated(house: House, flow: str, kind: str, identifier: str) -> TOLD:
    """A device link or a push for this person or document."""
    refused = _refused(house, flow)
    if refused:
        return refused
    if kind == "etsi" and not requests.IDENTIFIER.fullmatch(identifier):
        return problems.wrong_field("semanticsIdentifier", "has a wrong form")
    person = people.of_id("smart-id", identifier) if kind == "etsi" else people.of_document(identifier)
    if person is None:
        return problems.no_account()
    if person.fault == "maintenance":
        return problems.problem(580, "System is under maintenance, try again later")
    if flow == "device-link":
        return _link(house, book.write(house.folder, "smart-id", flow, _sent(), person.id))
    return _push(house, person)


def session(house: House, key: str) -> TOLD:
    """The state, at once or after `timeoutMs` (smart-id.md §3)."""
    asked = book.of_key(house.folder, "smart-id", key, house.terms.forgotten_after)
    wait = request.args.get("timeoutMs", "60500")
    if asked is None:
        return problems.problem(404, "Session not found", code="SESSION_NOT_FOUND")
    if not wait.isascii() or not wait.isdigit() or len(wait) > 6:
        return problems.wrong_field("timeoutMs", "is no number of milliseconds")
    done = answered(house.folder, asked, int(wait), house.terms, one_poll=False)
    if done is None:
        return answers.RUNNING
    if done.fault == "gone":
        return problems.problem(404, "Session not found", code="SESSION_NOT_FOUND")
    if done.fault == "maintenance":
        return problems.problem(580, "System is under maintenance, try again later")
    return line.broken(request.environ, done.fault, house.terms.hangs) or answers.told(house, done)


def _sent() -> dict[str, Any]:
    sent = request.get_json(silent=True)
    return sent if isinstance(sent, dict) else {}


def _refused(house: House, flow: str) -> Response | None:
    sent = _sent()
    wrong = requests.fault_of(sent, flow)
    if wrong:
        return problems.wrong_field(*wrong)
    if sent["relyingPartyUUID"] != UUID or not house.knows(sent["relyingPartyName"]):
        return problems.problem(401, "The relying party is not recognised")
    return None


def _link(house: House, asked: Asked) -> TOLD:
    return {
        "sessionID": asked.key,
        "sessionToken": asked.token,
        "sessionSecret": asked.secret,
        "deviceLinkBase": house.link_base,
        **answers.STRANGE,
    }


def _push(house: House, person: Person) -> TOLD:
    if person.smart_id == "OK":
        paper_of(house, person, person.fault)  # made now, so that no poll waits for a slow key
    asked = book.write(house.folder, "smart-id", "notification", _sent(), person.id, "Notification")
    settle_alone(house, asked, person)
    return {"sessionID": asked.key, **answers.STRANGE}
