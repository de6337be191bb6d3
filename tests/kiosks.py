"""Terminals of the tests: one that is enrolled, and a visit at it."""

from data import kiosks
from tests.client import CheckingClient

SECRET = "s" * 43


def enrolled(client: CheckingClient, place: str = "Žirmūnų biblioteka") -> str:
    """A terminal of ours. Returns the secret that its program carries."""
    code = kiosks.one(kiosks.make(place, "Žirmūnų g. 6, Vilnius")).code
    told = client.post("/kiosk/enrol", data={"code": code})
    assert told.status_code == 200, told.text
    return str(told.json["secret"])


def carrying(secret: str) -> dict[str, str]:
    """The header by which a terminal's program is known."""
    return {"Authorization": f"Bearer {secret}"}


def ticket(client: CheckingClient, secret: str) -> str:
    """A ticket, as the program asks for one before it opens the browser."""
    return str(client.post("/kiosk/ticket", headers=carrying(secret)).json["ticket"])


def visit(client: CheckingClient, secret: str = "") -> str:
    """Begin a visit in this browser; returns its first page."""
    secret = secret or enrolled(client)
    begun = client.get(f"/kiosk/start?ticket={ticket(client, secret)}")
    assert begun.location == "/kiosk", begun.text
    return client.get("/kiosk").text
