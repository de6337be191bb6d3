"""A browser whose attempt to prove somebody has come as far as a test wants it, for tests of pages.

The worker's part is done by the worker's own verbs; what a service would have answered is in tests/gateways.
"""

from typing import Any

from werkzeug.test import TestResponse

from blueprints.cookies import hashed
from data import attempts, identities, sealing
from data.people import Person
from rules.identity import Identity
from tests.client import CheckingClient, parse
from tests.people import identity

SESSION = {
    "name": "Savitarna",
    "challenge": "GYS+yoah6emAcVDNIajwSs6UB/M95XrDxMzXBUkwQJ9YFDipXXzGpPc7raWcuc2+TEoRc7WvIZ/7dU/iRXenYg==",
    "interactions": "W10=",
    "flows": "QR Web2App",
    "callback_url": "http://127.0.0.1:8000/sign-in/smart-id/callback/x?value=abcdefghijklmnopqrstuvwxyz",
    "id": "de305d54-75b4-431b-adb2-eb6b9e546014",
    "token": "wGIrqveE6AuGDATZKmR1mQ00",
    "secret": "B98ODiVCebRedSwdTk51zFSaGYyHtY1H2A0ocAi3/Ps=",
    "link_base": "https://smart-id.com/device-link",
}
FORMS = {
    "smart-id": {"way": "link"},
    "mobile-id": {"phone": "+370 600 00 001", "personal_code": "48506151233"},
    "gateway": {},
}


def browser_of(client: CheckingClient) -> str:
    """This browser as rows know it."""
    cookie = client.get_cookie("session", domain="127.0.0.1")
    assert cookie, "the browser has no token yet"
    return hashed(cookie.value)


def begin(client: CheckingClient, way: str = "smart-id", **typed: str) -> str:
    """Ask for an attempt on its page; its public id."""
    page = client.get(f"/sign-in/{way}")
    fields = FORMS[way] | typed
    button = f"way={fields.pop('way')}" if "way" in fields else ""
    answer = client.send(page, button=button, **fields)
    assert answer.request.path.startswith("/sign-in/attempts/"), answer.text
    return answer.request.path.rpartition("/")[2]


def wait_for(public_id: str, **kept: Any) -> str:
    """The service has begun."""
    assert attempts.lease(public_id, 10)
    assert attempts.began(public_id, kept or {"session": SESSION})
    return public_id


def prove(client: CheckingClient, who: Identity | None = None, way: str = "smart-id") -> str:
    """The service has said who it is; the page is not looked at yet."""
    public_id = wait_for(begin(client, way))
    assert attempts.verified(public_id, who or identity())
    return public_id


def enter(client: CheckingClient, who: Identity | None = None, way: str = "smart-id") -> None:
    """Signed in by a strong proof; somebody new gets an account."""
    public_id = prove(client, who, way)
    page = client.get(f"/sign-in/attempts/{public_id}/done")
    if page.status_code == 200:
        page = client.send(page, button="choice=new")
    assert page.status_code in (200, 303), page.text


def sign_out(client: CheckingClient) -> None:
    """By the button of the header."""
    fields = parse(client.get("/help/report")).iter("input")
    csrf = next(str(field.get("value")) for field in fields if field.get("name") == "csrf")
    assert client.post("/sign-out", data={"csrf": csrf}).status_code == 303


def prove_by_smart_id(client: CheckingClient, who: Identity) -> str:
    """The service has said who it is: the path where the browser goes next."""
    return f"/sign-in/attempts/{prove(client, who)}/done"


def by_smart_id(client: CheckingClient, who: Identity) -> TestResponse:
    """What the browser gets there."""
    return client.get(prove_by_smart_id(client, who))


def with_identity(person: Person, who: Identity) -> Person:
    """The person has proven this identity at some time before."""
    identities.attach(person.id, who, sealing.index(who))
    return person
