"""What a link opens: the Iki page of its meter for whoever holds it, who sees nothing of whose it is.

The reading is declared in the name of the link's maker, who gets the receipt; paying is for those who sign in.
"""

from typing import Any

from flask import Blueprint, Response, abort, g, render_template, request
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response as Answer

from blueprints import opened, tries
from blueprints.access import anyone, person
from blueprints.checking import check_url
from blueprints.fragments import go_to
from blueprints.opened import Opened
from blueprints.readings import Closed
from blueprints.steps import save_step, show_step
from data import checking, meter_links, readings
from data.database import NotFound
from data.receipts import check_code
from rules.accounts import masked

blueprint = Blueprint("meter_links", __name__)


class Dead(Exception):
    """The link was revoked, is another month's, or never was one."""


def _found(code: str) -> Opened:
    """The link and its meter, looked up once a request. A wrong code counts as a try of the address's."""
    if "opened" not in g:
        if not tries.address_may_try():
            raise TooManyRequests(retry_after=tries.TEN_MINUTES)
        link = meter_links.opened(code)
        if link is None:
            raise Dead
        tries.address_was_good()
        try:
            meter = readings.meter(link.person_id, link.meter_id)
        except NotFound:  # its maker has removed the service
            raise Dead from None
        readers = ((link.email, link.language),) if link.email else ()
        g.opened = Opened(meter, link.person_id, readers, "link", masked(link.email))
    found: Opened = g.opened
    return found


WALK = opened.walk("/m", "", _found, lambda subject, number: f"/m/{subject}/done/{check_code(number)}")


@blueprint.get("/m/<subject>")
@anyone
def open_link(subject: str) -> Answer:
    """Its maker, signed in, is at home: there they can pay too."""
    found, who = _found(subject), person()
    if who and who.id == found.whose:
        return go_to(f"/readings/{found.meter.public_id}/values")
    return go_to(f"/m/{subject}/values")


@blueprint.get("/m/<subject>/<step>")
@anyone
def show(subject: str, step: str) -> Any:
    return show_step(WALK, step, subject)


@blueprint.post("/m/<subject>/<step>")
@anyone
def save(subject: str, step: str) -> Answer:
    if step == "lower" and request.form.get("lower") == "typo":
        return go_to(WALK.path("values", subject))
    return save_step(WALK, step, subject)


@blueprint.post("/m/<subject>/sum")
@anyone
def show_sum(subject: str) -> str:
    return opened.shown_sum(_found(subject).meter)


@blueprint.get("/m/<subject>/done/<check>")
@anyone
def show_done(subject: str, check: str) -> str:
    """Number and moment, as anybody finds them by the code on the receipt; the values go to the link's maker alone."""
    known = checking.known(check) if checking.is_own(check) else None
    if known is None:
        abort(404)
    found = _found(subject)
    return render_template(
        "meter_links/done.html",
        found=known,
        meter=found.meter.bare,
        to=found.to,
        check=check,
        check_url=check_url(check),
        again=f"/m/{subject}/values",
    )


@blueprint.errorhandler(Dead)
def show_dead(_dead: Dead) -> Answer:
    return Response(render_template("meter_links/dead.html"), 410)


@blueprint.errorhandler(Closed)
def show_closed(closed: Closed) -> str:
    return opened.shown_closed(closed, "link")
