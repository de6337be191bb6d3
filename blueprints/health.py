"""/health: for monitors. Answers when the database does."""

from flask import Blueprint

from blueprints.access import anyone
from data.database import row

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
@anyone
def show_health() -> tuple[str, int, dict[str, str]]:
    row("SELECT 1")
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}
