"""The first page: what the site does, and the ways in."""

from flask import Blueprint, render_template

from blueprints.access import anyone
from rendering import N_

WAYS = ((N_("By e-mail"), "/register"),)
blueprint = Blueprint("front", __name__)


@blueprint.get("/")
@anyone
def show_front() -> str:
    return render_template("front/front.html", ways=WAYS)
