"""What the tests of Smart-ID's published examples share (tests/gateways/examples/smart_id.json)."""

import pytest

from gateways.certificates import Trust
from gateways.https import Line
from gateways.smart_id import Service, Session
from tests.gateways.published import PUBLISHED, SMART, SMART_ID

EXAMPLES, NOW = SMART_ID, PUBLISHED
SK = Trust((SMART["TEST_SK_ROOT_G1_2021E"],), (SMART["TEST_of_SK_ID_Solutions_EID-Q_2024E"],))
SIGNED = {case["id"]: case for case in EXAMPLES["signed_sessions"]}


def every(group: list[dict]):
    return pytest.mark.parametrize("case", group, ids=lambda case: case["id"])


def session(**parts: object) -> Session:
    return Session(**{"id": "1", "name": "DEMO", "challenge": "", "interactions": "", "flows": "", **parts})


def live() -> Session:
    """The request of the session that a real phone signed: it asked for SHA-256."""
    sent = SIGNED["sid-sess-01"]["request"]
    return session(
        name=sent["relyingPartyName"],
        challenge=sent["rpChallenge"],
        interactions=sent["interactions"],
        flows="Notification",
        hash_name="SHA-256",
    )


def service(scheme: str = "smart-id-demo") -> Service:
    return Service(Line("http://127.0.0.1:1/"), "uuid", "DEMO", scheme, SK)
