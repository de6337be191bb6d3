"""Signing in by the page, for tests of several topics."""

from werkzeug.test import TestResponse

from tests.client import CheckingClient

ONA, GOOD, NEW = "ona@pastas.example", "obuolys lietus stalas upė", "septyni seni stulpai prie tvoros"
FAILED = "Nepavyko prisijungti. Patikrinkite el. pašto adresą ir slaptažodį"


def enter(client: CheckingClient, password: str = GOOD, email: str = ONA) -> TestResponse:
    """What the page for signing in answers."""
    return client.send(client.get("/sign-in"), email=email, password=password)


def is_signed_in(client: CheckingClient) -> bool:
    """Whether the account's own page opens."""
    return client.get("/account").status_code == 200
