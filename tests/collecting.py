"""Keeps one page of each shape that the tests see, for the checkers that are too slow to run at each page.

.tools/pages has a folder for each language, and `lean` for low-data mode; a page has the same name in all of them.
"""

import hashlib
import os
from pathlib import Path
from xml.etree.ElementTree import Element

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from settings import LANGUAGES

PAGES = Path(__file__).parents[1] / ".tools" / "pages"
HOST = "127.0.0.1"
SEEN: set[str] = set()
# Folder → the cookies with which a browser sees a page so.
WAYS = {code: {"language": code} for code in LANGUAGES} | {"lean": {"language": "lt", "lean": "on"}}


def keep(client: FlaskClient, answer: TestResponse, tree: Element) -> bool:
    """False when this shape has been seen; else the page is kept, also as this browser sees it with other choices."""
    mark = f"{answer.request.method}{answer.status_code}{_shape(tree)}"
    if mark in SEEN:
        return False
    SEEN.add(mark)
    path = answer.request.path.strip("/").replace("/", "_")[:40] or "front"
    name = f"{path}-{hashlib.sha256(mark.encode()).hexdigest()[:12]}.html"
    _write(tree.get("lang", ""), name, answer)
    if answer.request.method == "GET":
        for folder in WAYS.keys() - {tree.get("lang")}:
            again = _seen_with(client, answer, WAYS[folder])
            if (again.status_code, again.mimetype) == (answer.status_code, answer.mimetype):
                _write(folder, name, again)
    return True


def _shape(tree: Element) -> str:
    """What a page is made of: not what each head has, nor where the own language stands among the others."""
    body = tree.find("body")
    assert body is not None
    alike = {one for nav in body.iter("nav") if nav.get("class") == "languages" for one in nav.iter()}
    return "".join(
        f"{one.tag}{sorted(one.attrib)}{one.get('class')}"
        for one in body.iter()
        if one not in alike and one.tag not in ("link", "script")
    )


def _seen_with(client: FlaskClient, answer: TestResponse, cookies: dict[str, str]) -> TestResponse:
    """The same page with these choices, which are taken back afterwards."""
    before = {name: client.get_cookie(name, domain=HOST) for name in cookies}
    for name, value in cookies.items():
        client.set_cookie(name, value, domain=HOST)
    referer = {"Referer": answer.request.headers.get("Referer", "")}
    again = FlaskClient.open(client, answer.request.full_path, base_url=answer.request.host_url, headers=referer)
    for name, had in before.items():
        if had:
            client.set_cookie(name, had.value, domain=HOST)
        else:
            client.delete_cookie(name, domain=HOST)
    return again


def _write(folder: str, name: str, answer: TestResponse) -> None:
    """Whole or not at all: several processes of tests keep the same page."""
    (PAGES / folder).mkdir(parents=True, exist_ok=True)
    part = PAGES / folder / f"{name}.{os.getpid()}"
    part.write_bytes(answer.data)
    part.replace(PAGES / folder / name)
