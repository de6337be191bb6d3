"""Page or fragment, decided once: a template is always a page, and htmx gets the inside of its <main>."""

from typing import Any

from flask import current_app, request
from werkzeug.wrappers import Response

from blueprints.csrf import csrf
from blueprints.notices import notice
from blueprints.sheet import first_sheet
from rendering import language
from settings import LANGUAGES


def wants_fragment() -> bool:
    """True when htmx asks for the inside of <main>; Back and Forward always get the whole page."""
    headers = request.headers
    return headers.get("HX-Target") == "main#main" and "HX-History-Restore-Request" not in headers


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


def leave_for(url: str) -> Response:
    """Away to an outside party; the URL comes from settings, never from the request."""
    if "HX-Request" in request.headers:
        return Response(status=200, headers={"HX-Redirect": url})
    return _redirect(url)


def _redirect(url: str) -> Response:
    """303 without the usual page about it, which nobody reads and a thin line pays for."""
    return Response(status=303, headers={"Location": url})


def _static(name: str) -> str:
    return f"{current_app.config['STATIC_PREFIX']}{name}"


def context() -> dict[str, Any]:
    """What every template is given besides its own values and the person (app.py adds that one)."""
    is_fragment = wants_fragment()
    return {
        "layout": "layouts/fragment.html" if is_fragment else "layouts/page.html",
        "sheet": None if is_fragment else first_sheet(current_app.config["STATIC_VERSION"]),
        "language": language.get(),
        "languages": LANGUAGES,
        "csrf": csrf,
        "notice": notice,
        "static": _static,
        "sandbox": current_app.config["SETTINGS"].sandbox,
        "problems": {},
        "values": {},
        "back": None,
    }
