"""A test client that silently checks every page it sees, and fills forms as a person does."""

import secrets
import warnings
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from blueprints.cookies import hashed
from blueprints.fragments import OLD
from data import people
from tests.collecting import keep

BASE_URL = "http://127.0.0.1:8000"
AS_HTMX = {"HX-Request": "true", "HX-Target": "main#main", "HX-Current-URL": f"{BASE_URL}/"}
UNTYPED = {"hidden", "submit", "button", "image", "reset"}


class CheckingClient(FlaskClient):
    """A browser. `client.get(path)`, then `client.send(page, email="…")` fills and posts the page's form."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        kwargs.setdefault("base_url", BASE_URL)
        answer = super().open(*args, **kwargs)
        if answer.mimetype == "text/html" and answer.data and answer.request.method != "HEAD":
            tree = check(answer)
            if tree is not None and not is_fragment(answer) and keep(self, answer, tree):
                self._compare_with_fragment(answer, tree)
        return answer

    def _compare_with_fragment(self, answer: TestResponse, tree: Element) -> None:
        """The script gets exactly the inside of the page's <main>."""
        if answer.request.method != "GET" or answer.status_code != 200 or is_fragment(answer):
            return
        if tree.find(".//script") is None:  # a lean page, where no script asks for anything
            return
        came_from = {"Referer": answer.request.headers.get("Referer", "")}
        again = super().open(answer.request.full_path, base_url=BASE_URL, headers=AS_HTMX | came_from)
        if again.status_code == 200 and "HX-Redirect" not in again.headers:
            same = shown(main_of(parse(again))) == shown(main_of(tree))
            assert same, f"{answer.request.path}: the fragment is not the page's <main>"

    def sign_in(self, person: Any, proof: str = "") -> None:
        """Sign this browser in as a person of tests/people.py, without walking through the pages.

        `proof` is the method of a strong proof, if they gave one."""
        token = secrets.token_urlsafe(32)
        people.begin_session(person.id, hashed(token), "test", "127.0.0.1", "tests", proof)
        self.set_cookie("session", token, domain="127.0.0.1")

    def as_htmx(self, path: str, method: str = "GET", **data: str) -> TestResponse:
        """The same request as the script sends it: the answer is the inside of <main>."""
        return self.open(path, method=method, data=data or None, headers=AS_HTMX)

    def send(
        self, page: TestResponse, button: str = "", htmx: bool = False, form: int = 0, **typed: str
    ) -> TestResponse:
        """Fill the form in the page's <main> and press a button.

        `button` is "name=value" when it has a name; `form` counts the forms. A 303 is followed, as browsers do.
        """
        tree = parse(page)
        found = list(main_of(tree).iter("form"))[form]
        unknown = set(typed) - {control.get("name") for control in found.iter()}
        assert not unknown, f"the form has no field {unknown}"
        data = controls(found) | typed
        if button:
            name, _, value = button.partition("=")
            assert any(b.get("name") == name and b.get("value") == value for b in found.iter("button")), (
                f"no button {button}"
            )
            data[name] = value
        method = found.get("method", "get").upper()
        answer = self.open(
            found.get("action"),
            method=method,
            headers=AS_HTMX if htmx else None,
            **({"data": data} if method == "POST" else {"query_string": data}),
        )
        return self.get(answer.location) if answer.status_code == 303 else answer


def place(answer: TestResponse) -> str | None:
    """Where a redirect leads, without the sign that makes an address new to the browser."""
    return answer.location and OLD.sub("", answer.location)


def parse(answer: TestResponse) -> Element:
    """The page, or the fragment in the place of <main>, as a strict reader of HTML sees it."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        if is_fragment(answer):
            whole = f"<!doctype html><html lang=lt><meta charset=utf-8>{_before_main(answer.text)}</main></body></html>"
            return parser.parse(whole)
        return parser.parse(answer.text)


def is_fragment(answer: TestResponse) -> bool:
    return not answer.text.lstrip().lower().startswith("<!doctype")


def _before_main(fragment: str) -> str:
    head, end, body = fragment.partition("</title>")
    return f"{head}{end}<body><main id=main>{body}"


def main_of(tree: Element) -> Element:
    found = tree.find(".//main")
    assert found is not None, "no <main>"
    return found


def shown(element: Element) -> list[object]:
    """Everything that is the same when a page is asked for twice: all but the masked token, new draft ids, the
    style that a first page carries, and how a QR code is drawn, which is another each second."""
    carried = set(element.findall(".//{*}svg[{*}style]")) | set(element.findall(".//{*}svg/{*}style"))
    parts: list[object] = []
    for one in (one for one in element.iter() if one not in carried):
        changes = one.tag == "input" and one.get("name") in ("csrf", "draft")
        kept = {name: value for name, value in one.attrib.items() if name != "d" and not (changes and name == "value")}
        parts += [one.tag, kept if one is not element else {}, " ".join((one.text or "").split())]
    return parts


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def controls(form: Element) -> dict[str, str]:
    """What a browser sends of a form as it stands, without any button."""
    data = {}
    for control in form.iter():
        name, kind = control.get("name", ""), control.get("type", "text")
        if not name or control.tag == "button" or kind in ("submit", "button", "image"):
            continue
        if control.tag == "textarea":
            data[name] = (control.text or "").removeprefix("\n")
        elif control.tag == "select":
            options = list(control.iter("option"))
            chosen = [option for option in options if option.get("selected") is not None] or options[:1]
            data[name] = chosen[0].get("value", "") if chosen else ""
        elif kind not in ("radio", "checkbox") or control.get("checked") is not None:
            data[name] = control.get("value", "")
    return data


def check(answer: TestResponse) -> Element | None:
    """What every page of ours owes to everybody: its tree, or None for a live piece (the sum beside Iki, a QR code)."""
    where = f"{answer.request.method} {answer.request.path} → {answer.status_code}"
    headers = answer.headers
    is_page = "HX-Request" not in answer.request.headers
    assert ("default-src 'none'" in headers.get("Content-Security-Policy", "")) is is_page, f"{where}: its policy"
    assert "HX-Request" in " ".join(headers.getlist("Vary")), f"{where}: no Vary"
    is_piece = len(answer.data) < 1024 or answer.text.startswith("<figure")
    if is_piece and "<main" not in answer.text and "<title" not in answer.text:
        return None
    try:
        tree = parse(answer)
    except html5lib.html5parser.ParseError as wrong:
        raise AssertionError(f"{where}: not valid HTML: {wrong}\n{answer.text}") from None
    _check_tree(tree, where)
    return tree


def _check_tree(tree: Element, where: str) -> None:
    title = tree.find(".//title")
    assert title is not None and text_of(title).strip(" –"), f"{where}: no title"
    headings = list(main_of(tree).iter("h1"))
    assert len(headings) == 1, f"{where}: {len(headings)} h1 in main"
    assert text_of(headings[0]), f"{where}: an empty h1"
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), f"{where}: ids twice: {sorted({i for i in ids if ids.count(i) > 1})}"
    labelled = {label.get("for") for label in tree.iter("label")}
    for control in tree.iter():
        if control.tag in ("input", "select", "textarea") and control.get("type") not in UNTYPED:
            named = control.get("id") in labelled or control.get("aria-label") or control.get("aria-labelledby") in ids
            assert named, f"{where}: no label for {control.get('name')}"
    for form in tree.iter("form"):
        assert form.get("action"), f"{where}: a form without action"
        names = {control.get("name") for control in form.iter("input")}
        is_ours = form.get("action", "").startswith("/")  # a bank gets a signed form, and never our token
        assert form.get("method") != "post" or ("csrf" in names) is is_ours, f"{where}: csrf in the wrong form"


def said(page: TestResponse) -> str:
    """The words of the page's <main>."""
    return text_of(main_of(parse(page)))
