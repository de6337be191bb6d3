"""The headers of every answer, put on outside Flask: errors and files get them too, and a page pays a microsecond."""

from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from typing import Any

from settings import Settings

CARRIES = "savitarna.carries_sheet"  # in the environment of a request: the hashes of the styles inside its page
VARY = ("Vary", "HX-Request, HX-Target, HX-History-Restore-Request, Cookie, Save-Data")
NO_STORE = ("Cache-Control", "no-store")
NOT_KEPT = ("Cache-Control", "no-store, no-cache")  # lynx and ELinks know only the second
ALWAYS = [("X-Content-Type-Options", "nosniff"), ("Cross-Origin-Resource-Policy", "same-origin")]


def policy(origins: tuple[str, ...], styles: str) -> str:
    """The content security policy. `origins`: where forms may lead besides to us; `styles`: the hashes of what the page
    carries of our sheet, '' when it only links it."""
    form_action = " ".join(("'self'", *origins))
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'{styles}; img-src 'self'; media-src 'self'; "
        f"connect-src 'self'; form-action {form_action}; base-uri 'none'; frame-ancestors 'none'"
    )


class Heads:
    """WSGI middleware: fixed headers always, and a default for those that a view may set itself.

    Some mean something only to what is shown as a page of its own. A fragment that the script asks for goes into a page
    that has them, and a file is part of one: there they would be half of all bytes of a thin line.
    """

    def __init__(self, inner: Callable[..., Iterable[bytes]], settings: Settings) -> None:
        self.inner = inner
        origins = tuple(origin for origin in settings.outside_origins if origin != settings.base_url)
        page = [
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"),
        ]
        if settings.secure:
            page.append(("Strict-Transport-Security", "max-age=31536000; includeSubDomains"))
        self.fragment = [*ALWAYS, VARY]
        self.page = cache(lambda styles: [*self.fragment, ("Content-Security-Policy", policy(origins, styles)), *page])
        self.mark = sha256(repr(self.page("")).encode()).digest()  # what a kept page came with

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        is_below_static = environ["PATH_INFO"].startswith("/static/")

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            code, known = status[:3], dict(headers)
            if code == "204":  # nothing to guard, and nothing that anybody keeps
                return start_response(status, [*(pair for pair in headers if pair[0] != "Vary"), NO_STORE], *more)
            is_file = is_below_static and not known.get("Content-Type", "").startswith("text/html")  # no page about 404
            if code == "304":  # what is kept has the rest already
                fixed = [] if is_file else [VARY]
            elif is_file:
                fixed = ALWAYS
            elif "HTTP_HX_REQUEST" in environ:
                fixed = self.fragment
            else:
                fixed = self.page(environ.get(CARRIES, ""))
                if "Referrer-Policy" not in known:
                    fixed = [*fixed, ("Referrer-Policy", "same-origin")]
            if "Cache-Control" not in known:
                fixed = [*fixed, NOT_KEPT]
            return start_response(status, [*headers, *fixed], *more)

        return self.inner(environ, start)
