"""Page or fragment, decided once: a template is always a page, and htmx gets the inside of its <main>."""

import re
from secrets import token_hex
from typing import Any

from flask import current_app, request
from werkzeug.wrappers import Response

from blueprints.cookies import browser
from blueprints.csrf import csrf
from blueprints.kiosk.visiting import visit
from blueprints.looks import look
from blueprints.notices import notice
from blueprints.sheet import carries_sheet, carry
from rendering import language
from settings import LANGUAGES

AGAIN = "again"
OLD = re.compile(rf"[?&]{AGAIN}=[0-9a-f]*$")


def wants_fragment() -> bool:
    """True when htmx asks for the inside of <main>; Back and Forward always get the whole page."""
    headers = request.headers
    return headers.get("HX-Target") == "main#main" and "HX-History-Restore-Request" not in headers


def wants_piece() -> bool:
    """True when something small on a page asks for itself: the sum beside Iki, a page that waits."""
    headers = request.headers
    return headers.get("HX-Target", "main#main") != "main#main" and "HX-History-Restore-Request" not in headers


def go_to(path: str) -> Response:
    """On to a page of ours. Plain: 303. htmx: that page itself at once, for a redirect costs a thin line 1.7 s."""
    if not wants_fragment():
        return _redirect(path)
    endpoint, arguments = current_app.create_url_adapter(request).match(path, "GET")  # type: ignore[union-attr]
    response: Response = current_app.make_response(
        current_app.ensure_sync(current_app.view_functions[endpoint])(**arguments)
    )
    if response.status_code == 200:
        response.headers.setdefault("HX-Push-Url", path)
    return response


def back_to(path: str) -> Response:
    """Back to the page they came from. Dillo and Links show what they remember of an address: this one is new."""
    if wants_fragment():
        return go_to(path)
    path = OLD.sub("", path)
    return _redirect(f"{path}{'&' if '?' in path else '?'}{AGAIN}={token_hex(3)}")


def asked() -> dict[str, str]:
    """What the address asks for, but for the sign that only makes it new."""
    return {name: value for name, value in request.args.items() if name != AGAIN}


def leave_for(url: str) -> Response:
    """Away to an outside party; the URL comes from settings, never from the request."""
    if "HX-Request" in request.headers:
        return Response(status=200, headers={"HX-Redirect": url})
    return _redirect(url)


def nothing_new() -> Response:
    """To a page that waits: all is as it shows. A thin line pays for every header of it, each second or two."""
    browser().is_silent = True
    answer = Response(status=204)
    del answer.headers["Content-Type"]
    return answer


def _redirect(url: str) -> Response:
    """303 without the usual page about it, which nobody reads and a thin line pays for."""
    return Response(status=303, headers={"Location": url})


def _static(name: str) -> str:
    return f"{current_app.config['STATIC_PREFIX']}{name}"


def context() -> dict[str, Any]:
    """What every template is given besides its own values and the person (app.py adds that one)."""
    is_fragment, at = wants_fragment(), visit()
    return {
        "layout": "layouts/fragment.html" if is_fragment else "layouts/kiosk.html" if at else "layouts/page.html",
        "visit": at,
        "sheet": not (is_fragment or at) and carries_sheet(current_app.config["STATIC_VERSION"]),
        "carry": carry,
        "language": language.get(),
        "languages": LANGUAGES,
        "look": look(is_fragment),
        "csrf": csrf,
        "notice": notice,
        "static": _static,
        "sandbox": current_app.config["SETTINGS"].sandbox,
        "problems": {},
        "values": {},
        "back": None,
    }
