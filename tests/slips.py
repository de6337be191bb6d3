"""Printing at a terminal, for tests of several kinds of receipts."""

import re
from typing import Any

from tests.client import BASE_URL, CheckingClient
from tests.handing_on import form_of
from tests.kiosks import carrying

PRINT = "/kiosk/print"


def left(client: CheckingClient, number: str) -> str:
    """Press the button of the receipt's page; the job's id."""
    page = client.get(f"/receipts/{number}")
    page = client.send(page, form=form_of(page, PRINT))
    found = re.search(r'content="0; url=http://127\.0\.0\.1:8010/print/([A-Za-z0-9_-]{22})\?back=/receipts/', page.text)
    assert found, page.text
    assert page.headers["Referrer-Policy"] == "origin"
    return found[1]


def number_of(page: Any) -> str:
    found = re.search(r"\d{4}-\d{6}", page.text)
    assert found, page.text
    return found[0]


def fetched(client: CheckingClient, secret: str, job: str) -> Any:
    """As the terminal's program asks, which has no cookies."""
    program = client.application.test_client()
    return program.get(f"/kiosk/jobs/{job}", headers=carrying(secret), base_url=BASE_URL)


def rows(told: dict[str, Any]) -> dict[str, str]:
    return {line["text"]: line["right"] for line in told["lines"] if line["right"]}
