"""One address on this machine: whoever came by another of its names is sent on, so that the cookie goes along."""

from typing import Any
from urllib.parse import quote, urlsplit

from werkzeug.utils import redirect

NAMES = ("127.0.0.1", "localhost")


def at_one_address(site: Any, address: str) -> Any:
    """The site (a WSGI app); a page asked at `localhost` is found at `address`, or the other way round."""
    ours = urlsplit(address)
    port = f":{ours.port}" if ours.port else ""
    others = {f"{name}{port}" for name in NAMES} - {ours.netloc}

    def answer(environ: Any, start_response: Any) -> Any:
        if environ.get("HTTP_HOST") not in others or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return site(environ, start_response)
        path, query = quote(environ["PATH_INFO"].encode("latin-1")), environ.get("QUERY_STRING", "")
        return redirect(f"{address}{path}{'?' if query else ''}{query}", 307)(environ, start_response)

    return answer
