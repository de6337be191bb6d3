"""What no log may hold is taken out, wherever it stands."""

import io
import json
import logging
import secrets

import pytest

from logs import formatter, redact


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("sent to ona.kazlauskiene+x@pastas.example today", "sent to [mail] today"),
        ("account LT121000011101001000 or LT12 1000 0111 0100 1000", "account [iban] or [iban]"),
        ("person 48504071231, meter 48504071230", "person [pc], meter 48504071230"),
        ("call +370 611 21802 or 8 611 21802 or 061121802", "call [tel] or [tel] or [tel]"),
        ("GET /register/confirm/" + "0a" * 32, "GET /register/confirm/[token]"),
        ("Cookie: session=abc; language=lt", "Cookie: [secret]"),
        ("{'Authorization': 'Basic b25hOnNlY3JldA=='}", "{'Authorization: [secret]"),
        ("reading 12401 kWh, 2026-11-23 14:05, row 1795413600", "reading 12401 kWh, 2026-11-23 14:05, row 1795413600"),
        ("ConnectionRefusedError, SMTPServerDisconnected", "ConnectionRefusedError, SMTPServerDisconnected"),
        ("File test_a_reading_lower_than_the_last_one", "File test_a_reading_lower_than_the_last_one"),
    ],
)
def test_redact(said: str, kept: str) -> None:
    assert redact(said) == kept


def test_a_token_of_letters_alone_is_taken_out() -> None:
    assert redact("session HcrumjcKXtkeQSrpzPJgrw ended") == "session [token] ended"


def test_every_token_of_ours_is_taken_out() -> None:
    for size in (16, 32):
        for _ in range(500):
            token = secrets.token_urlsafe(size)
            assert token not in redact(f"session {token} ended")


def test_arguments_and_tracebacks_pass_the_filter_too() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter())
    logger = logging.getLogger("a package")
    logger.addHandler(handler)
    canary = "ona@pastas.example"
    try:
        int(canary)
    except ValueError:
        logger.exception("could not send to %s", canary, extra={"also": canary})
    logger.removeHandler(handler)
    line = json.loads(stream.getvalue())
    assert canary not in stream.getvalue()
    assert line["event"] == "could not send to [mail]"
    assert "ValueError: invalid literal" in line["exception"]
    assert line["timestamp"].endswith("Z")
