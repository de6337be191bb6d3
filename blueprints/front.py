"""The first page: what the site does, and the ways in."""

from flask import Blueprint, render_template

from blueprints.access import anyone
from blueprints.registration import CONFIGURED, WAYS

blueprint = Blueprint("front", __name__)


@blueprint.get("/")
@anyone
def show_front() -> str:
    return render_template("front/front.html", ways=[way for way in WAYS if way[0] in CONFIGURED])
