"""The headers of every answer, put on outside Flask: errors and files get them too, and a page pays a microsecond."""

from collections.abc import Callable, Iterable
from typing import Any

from settings import Settings

VARY = "HX-Request, HX-Target, HX-History-Restore-Request, Cookie"


def policy(origins: tuple[str, ...], style: str) -> str:
    """The content security policy. `origins`: where forms may lead besides to us; `style`: the hash of our sheet."""
    form_action = " ".join(("'self'", *origins))
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self' {style}; img-src 'self'; media-src 'self'; "
        f"connect-src 'self'; form-action {form_action}; base-uri 'none'; frame-ancestors 'none'"
    )


class Heads:
    """WSGI middleware: fixed headers always, and a default for those that a view may set itself."""

    def __init__(self, inner: Callable[..., Iterable[bytes]], settings: Settings, style: str) -> None:
        self.inner = inner
        self.fixed = [
            ("Content-Security-Policy", policy(settings.outside_origins, style)),
            ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"),
        ]
        if settings.secure:
            self.fixed.append(("Strict-Transport-Security", "max-age=31536000; includeSubDomains"))
        self.defaults = (("Cache-Control", "no-store"), ("Referrer-Policy", "same-origin"))

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            names = {name for name, _ in headers}
            missing = [pair for pair in self.defaults if pair[0] not in names]
            if not environ["PATH_INFO"].startswith("/static/"):
                missing.append(("Vary", VARY))
            return start_response(status, [*headers, *self.fixed, *missing], *more)

        return self.inner(environ, start)
