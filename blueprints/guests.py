"""Declaring and paying by the payer code alone: one press begins a guest's session, the rest is as always."""

from flask import Blueprint, request
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response

from blueprints import tries
from blueprints.access import anyone, person
from blueprints.entering import start_session
from blueprints.fragments import go_to
from blueprints.steps import one_valued
from data import guests
from rendering import language

blueprint = Blueprint("guests", __name__)


@blueprint.post("/guest")
@anyone
def begin() -> Response:
    """Limited like every other way in: each press writes a row."""
    one_valued(request.form)
    if person() is None:
        if not tries.address_may_try():
            raise TooManyRequests(retry_after=tries.TEN_MINUTES)
        start_session(guests.begin(language.get()), "code")
    return go_to("/services/add/provider")
