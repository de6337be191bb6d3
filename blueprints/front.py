"""The first page: what the site does, and the ways in."""

from flask import Blueprint, Response, current_app, render_template

from blueprints.access import anyone
from blueprints.proofs.ways import offered

blueprint = Blueprint("front", __name__)


@blueprint.get("/")
@anyone
def show_front() -> str:
    return render_template("front/front.html", ways=offered())


@blueprint.get("/favicon.ico")
@anyone
def show_icon() -> Response:
    """Browsers ask for it on pages that name none; a page that says "not here" would be ten times as heavy."""
    icon = f"{current_app.config['STATIC_PREFIX']}favicon.svg"
    return Response(status=308, headers={"Location": icon, "Cache-Control": "public, max-age=86400"})
