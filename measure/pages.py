"""Which addresses of docs/urls.txt are pages that a resident opens, and which of them an address belongs to."""

import re
from functools import cache
from urllib.parse import urlsplit

from tests.browser.site import ROOT

NO_PAGES = {  # what is answered there instead
    "/account/export": "a file",
    "/account/sessions": "the account's page",
    "/display/<name>/<value>": "the page that one was on",
    "/favicon.ico": "a picture",
    "/health": "a word for monitors",
    "/language/<code>": "the page that one was on",
    "/pay": "the first step",
    "/pay/<name>/changed/<state>": "nothing, or where to go",
    "/pay/banklink/<bank>": "where the payment stands",
    "/receipts/<number>.pdf": "a file",
    "/register/<way>": "the page of that way",
    "/services/add": "the first step",
    "/sign-in/attempts/<public_id>/changed/<state>": "nothing, or where to go",
    "/sign-in/attempts/<public_id>/qr": "a piece of the waiting page",
    "/sign-in/gateway/back/<carried>": "the page of the attempt",
    "/sign-in/oidc/callback": "the page of the attempt",
    "/sign-in/smart-id/callback/<public_id>": "the page of the attempt",
}
NOT_FOR_RESIDENTS = ("/kiosk", "/staff")  # a terminal's pages want its agent: axe sees them in tests/browser/kiosk


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Every address that is asked for by GET; those without names in them first, for they are meant first."""
    lines = [line.split() for line in (ROOT / "docs" / "urls.txt").read_text().splitlines()]
    found = sorted((words[0] for words in lines if "GET" in words[1:]), key=lambda one: (one.count("<"), one))
    return {one: re.compile("[^/]+".join(map(re.escape, re.split("<[^>]*>", one)))) for one in found}


def pattern_of(url: str) -> str:
    """The line of docs/urls.txt that this address belongs to; the path itself when there is none."""
    path = urlsplit(url).path
    return next((one for one, pattern in patterns().items() if pattern.fullmatch(path)), path)


def unseen(seen: set[str]) -> list[str]:
    """Pages of residents that are not among those."""
    theirs = (one for one in patterns() if not one.startswith(NOT_FOR_RESIDENTS))
    return [one for one in theirs if one not in seen and one not in NO_PAGES]
