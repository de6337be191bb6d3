"""What strong identity linked: the history of it, and the person's own word about each contract."""

from itertools import groupby

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from blueprints.access import person, signed_in
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.notices import tell_next
from blueprints.proofs import ways
from blueprints.services.names import HAPPENED
from data import identities, services
from data.database import NotFound
from data.services import linking
from rules.deadlines import day_of

blueprint = Blueprint("links", __name__)


@blueprint.get("/services/links")
@signed_in
def show_links() -> str:
    """Day by day, the newest first."""
    days = groupby(linking.history(person().id), key=lambda event: day_of(event.at).isoformat())
    return render_template(
        "services/links.html",
        days=[(day, list(events)) for day, events in days],
        happened=HAPPENED,
        ways=[] if identities.indexes_of(person().id) else ways.strong(),
        back="/services",
    )


@blueprint.post("/services/links/seen")
@signed_in
def save_seen() -> Response:
    """They have read what came and what went."""
    linking.seen(person().id)
    return go_to("/services")


@blueprint.post("/services/<subject>/unlink")
@signed_in
def unlink(subject: str) -> Response:
    """The contract is not to be there by itself. What they had added themselves stays, and its page says with what."""
    who = person()
    linking.undo(who.id, subject)
    tell("contract", "undone")
    if services.one(who.id, subject).is_removed:
        return go_to(f"/services?undone={subject}")
    return go_to(f"/services/{subject}")


@blueprint.post("/services/<subject>/relink")
@signed_in
def relink(subject: str) -> Response:
    """The contract is to be there after all, if it is still theirs."""
    who = person()
    services.one(who.id, subject)
    try:
        linking.restore(who.id, subject)
    except NotFound:
        return tell_next(go_to("/services/links"), "contract-passed")
    tell("contract", "restored")
    return tell_next(go_to("/services"), "link-restored")
