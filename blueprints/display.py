"""The links of the footer's "Display": the choice is a cookie (blueprints/looks.py), and one is back on the page."""

from flask import Blueprint
from werkzeug.wrappers import Response

from blueprints.access import anyone
from blueprints.choices import choose
from blueprints.looks import LOOKS

blueprint = Blueprint("display", __name__)


@blueprint.get("/display/<name>/<value>")
@anyone
def change_look(name: str, value: str) -> Response:
    return choose(name if name in LOOKS else "", value)
