"""What a terminal's program asks for: its secret, tickets for visits, and that its beats are heard."""

import secrets
from typing import Any

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response as Answer

from blueprints import tries
from blueprints.access import anyone, by_terminal
from blueprints.cookies import hashed
from blueprints.csrf import signed_callback
from blueprints.events import tell
from blueprints.kiosk.visiting import terminal
from blueprints.steps import one_valued
from data import kiosks
from data.database import now
from rules.kiosks import clean_code, read_beat

blueprint = Blueprint("terminals", __name__)


@blueprint.post("/kiosk/enrol")
@anyone
@signed_callback
def enrol() -> Answer:
    """A code of staff becomes this terminal's secret. A wrong one says no more than that it does not fit."""
    if not tries.address_may_try():
        raise TooManyRequests(retry_after=tries.TEN_MINUTES)
    secret = secrets.token_urlsafe(32)
    code = clean_code(one_valued(request.form).get("code", ""))
    public_id = kiosks.enrol(code, hashed(secret)) if code else None
    if public_id is None:
        return _told({"error": "code"}, 403)
    tell("kiosk", "enrolled")
    return _told({"kiosk": public_id, "secret": secret})


@blueprint.post("/kiosk/ticket")
@by_terminal
@signed_callback
def give_ticket() -> Answer:
    """A ticket for the next visit; whatever visit this terminal still had is over."""
    asks = terminal()
    if asks is None or asks.state == "paused":
        return _told({"state": "paused"}, 409)
    token = secrets.token_urlsafe(32)
    kiosks.ticket(asks.id, hashed(token))
    return _told({"ticket": token})


@blueprint.post("/kiosk/heartbeat")
@by_terminal
@signed_callback
def hear() -> Answer:
    """How the terminal is; the answer says whether it may work, and what it is to do."""
    asks = terminal()
    if asks is None:
        return Response(status=401)
    kiosks.beat(asks, read_beat(one_valued(request.form), now()))
    return _told({"state": asks.state, "order": asks.order, "now": now()})


def _told(what: dict[str, Any], status: int = 200) -> Answer:
    answer = jsonify(what)
    answer.status_code = status
    return answer
