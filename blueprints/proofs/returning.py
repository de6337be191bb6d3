"""Where the browser comes back from an app or from the e-government gateway. It is believed in the browser that began,
once; in any other it changes nothing, and the attempt goes on (smart-id.md §9, viisp.md §7).
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from blueprints.access import address, anyone
from blueprints.cookies import hashed
from blueprints.csrf import signed_callback
from blueprints.entering import browser_key
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.letters import unseen
from blueprints.proofs import ways
from blueprints.proofs.waiting import path_of
from blueprints.steps import one_valued
from data import attempts, limits, people, sealing
from data.database import NotFound
from gateways.errors import GatewayError
from gateways.ways import OidcWay

LONGEST = 2000
MOST_LOGOUTS = 1000
TOKEN_LIVES = 600  # seconds; a logout token is good for two minutes, and clocks differ
PURPOSE = "gateway return"
blueprint = Blueprint("returning", __name__)


@blueprint.get("/sign-in/smart-id/callback/<public_id>")
@anyone
def from_smart_id(public_id: str) -> Response:
    """The Smart-ID app has opened our address, perhaps in another browser than the one that began."""
    return _back("smart-id", public_id, request.args)


@blueprint.post("/sign-in/gateway/return")
@anyone
@signed_callback
def from_gateway() -> Response:
    """The gateway posts from its own site, where our cookie does not go along: one step aside, and the browser asks
    for a page of ours by itself. What it carries is sealed, for addresses are read by many."""
    ticket, custom = request.form.get("ticket", ""), request.form.get("customData", "")
    if not ticket or not custom or len(ticket) + len(custom) > LONGEST:
        abort(400)
    carried = sealing.seal(PURPOSE, json.dumps({"ticket": ticket, "custom": custom}))
    return Response(status=303, headers={"Location": f"/sign-in/gateway/back/{carried}"})


@blueprint.get("/sign-in/gateway/back/<carried>")
@anyone
def from_gateway_with_cookie(carried: str) -> Response:
    try:
        brought = json.loads(sealing.unseal(PURPOSE, carried))
    except sealing.DoesNotFit:
        abort(404)
    return _back("viisp", str(brought["custom"]).partition(".")[0], brought)


@blueprint.get("/sign-in/oidc/callback")
@anyone
def from_provider() -> Response:
    """The OpenID provider sends the browser back with its answer in the address."""
    if len(request.query_string) > LONGEST:
        abort(400)
    return _back("oidc", request.args.get("state", "").partition(".")[0], one_valued(request.args))


def _back(method: str, public_id: str, query: Mapping[str, str]) -> Response:
    """On to the attempt's page, with what was brought left for the worker, if it is this attempt's own."""
    way = ways.services().get(method) or abort(404)
    try:
        shown = attempts.seen_by(public_id, browser_key())
    except NotFound:
        return _elsewhere()
    brought = way.brought(shown.kept, query) if shown.method == method else {}
    if not brought or not attempts.returned(public_id, browser_key(), brought):
        tell("proof_returned", "nothing to take")
    answer = go_to(path_of(public_id))
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _elsewhere() -> Response:
    tell("proof_returned", "in another browser")
    return unseen(render_template("proofs/other_browser.html"), 400)


@blueprint.post("/sign-in/oidc/logout")
@anyone
@signed_callback
def end_by_provider() -> Response:
    """Back-channel logout: the provider has ended its session, and names whose (oidc.md §4)."""
    way, token = ways.services().get("oidc"), request.form.get("logout_token", "")
    if not limits.take("logouts", address(), MOST_LOGOUTS, TOKEN_LIVES):
        abort(429)
    if not isinstance(way, OidcWay) or not token or len(token) > 4 * LONGEST:
        abort(404 if way is None else 400)
    try:
        logout = way.logout(token, datetime.now(UTC))
    except GatewayError as error:
        tell("provider_logout", error.kind)
        return Response(status=400)
    if not limits.take("logout token", hashed(logout.jti), 1, TOKEN_LIVES):
        return Response(status=400)  # told before
    ended = people.end_sessions_of_provider(sealing.blind(logout.subject), sealing.blind(logout.session))
    tell("provider_logout", "done", ended=ended)
    return Response(status=200)
