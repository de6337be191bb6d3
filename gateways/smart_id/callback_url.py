"""Where the app brings the browser back to: what Smart-ID takes as initialCallbackUrl (smart-id.md §4, §9)."""

import re
from urllib.parse import parse_qs, urlsplit

LONGEST = 1800
# The published pattern, without spaces and control characters; plain http to this machine alone, for the sandbox.
ALLOWED = re.compile(r"(https://|http://(127\.0\.0\.1|localhost)(:[0-9]{1,5})?/)[^|#\s\x00-\x1f\x7f]+")


def callback_url_allowed(url: str) -> bool:
    """Whether Smart-ID takes this address: https, at most 1800 characters, no `|` and no fragment."""
    return len(url) <= LONGEST and bool(ALLOWED.fullmatch(url))


def value_of(url: str) -> str:
    """The `value` in the query of our callback address; '' when it is not there exactly once."""
    values = parse_qs(urlsplit(url).query).get("value", [])
    return values[0] if len(values) == 1 else ""
