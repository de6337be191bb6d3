"""Whom a terminal's pages turn away, and where a visit may not go."""

from flask import Response, render_template, request
from werkzeug.wrappers import Response as Answer

from blueprints.cookies import browser
from blueprints.fragments import go_to, leave_for
from blueprints.kiosk.visiting import COOKIE, known_visit
from blueprints.looks import look
from data import kiosks

FIRST, END, START = "/kiosk", "/kiosk/end", "/kiosk/start"
# What a visit may see; everywhere else it is led back to the terminal's first page.
OPEN = (
    "/kiosk", "/guest", "/services", "/readings", "/pay", "/receipts", "/sign-in/smart-id", "/sign-in/mobile-id",
    "/sign-in/attempts", "/help", "/language", "/display", "/sandbox", "/static", "/favicon.ico",
)  # fmt: skip


def turn_away() -> Answer | None:
    """Before each page: a visit that is over goes to its end, one that strays comes back; None for all others.

    Whoever comes is noticed, but not a page that asks by itself (`?asked`). Their cookie is set again with each page:
    so Back after the end shows nothing (UX.md §5).
    """
    if COOKIE not in request.cookies or request.path in (START, END):
        return None
    found = known_visit()
    if found is None or found.is_over:
        return leave_for(END)
    browser().name()
    chosen = look(False)
    if "asked" not in request.args:
        kiosks.seen(found.id, chosen.calm or chosen.sound)
    return None if is_open(request.path) else go_to(FIRST)


def is_open(path: str) -> bool:
    """Whether a visit may see this page."""
    return any(path == place or path.startswith(f"{place}/") for place in OPEN)


def not_a_terminal() -> Answer:
    """The page for whoever has come upon a terminal's page elsewhere."""
    return Response(render_template("kiosk/for_terminals.html"), 403)
