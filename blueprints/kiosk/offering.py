"""To the telephone: the screen shows a code, and notices when somebody has gone on with it (KIOSK.md §5)."""

from flask import Blueprint, Response, current_app, render_template, request
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answer

from blueprints.access import in_visit, person
from blueprints.fragments import go_to, leave_for
from blueprints.kiosk.turning import FIRST
from blueprints.kiosk.visiting import visit
from blueprints.proofs.qr import drawn
from blueprints.steps import one_valued
from data import kiosks
from rendering import language
from rules.hand_offs import dashed

PAGE = "/kiosk/phone"
MAY_GO_ON = ("/services", "/readings", "/pay", "/receipts")  # pages that are the same on a telephone
blueprint = Blueprint("kiosk_offering", __name__)


@blueprint.post(PAGE)
@in_visit
def offer() -> Answer:
    """`path` is the page at which the telephone goes on."""
    path, at, who = one_valued(request.form).get("path", ""), visit(), person()
    if at is None or who is None:
        return go_to(FIRST)
    kiosks.offer(at.id, who.id, path if _is_page(path) else MAY_GO_ON[0], language.get())
    return go_to(PAGE)


@blueprint.get(PAGE)
@in_visit
def show_offer() -> Answer | str:
    """The code as letters and to be scanned; the same until it is used or too old."""
    at = visit()
    found = kiosks.offered(at.id) if at else None
    if found is None:
        return go_to(FIRST)
    base, code = current_app.config["SETTINGS"].base_url, dashed(found.code)
    qr = Markup(drawn(f"{base}/k/{code}"))  # noqa: S704 - drawn by us
    host = base.partition("://")[2]
    return render_template("kiosk/phone.html", offer=found, code=code, qr=qr, host=host, back=found.path)


@blueprint.get(f"{PAGE}/changed/<state>")
@in_visit
def show_change(state: str) -> Answer:
    """The page asks by itself: nothing while the code is good. Once somebody has gone on, the door leads to the end."""
    at = visit()
    found = kiosks.offered(at.id) if at else None
    stands = "waiting" if found and found.is_waiting else "ended"
    return Response(status=204) if stands == state else leave_for(PAGE)


def _is_page(path: str) -> bool:
    """Whether this is a page of ours that goes on elsewhere; what comes from a form may be anything."""
    if not path.startswith(tuple(f"{place}/" for place in MAY_GO_ON)) and path not in MAY_GO_ON:
        return False
    try:
        current_app.create_url_adapter(request).match(path, "GET")  # type: ignore[union-attr]
    except HTTPException:
        return False
    return True
