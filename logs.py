"""One log for everything: JSON lines on standard error, without what no log may hold (security.md §8)."""

import logging
import re
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

from rules.identifiers import has_check_digit

HEADER = re.compile(r"(?i)\b(authorization|(?:set-)?cookie|x-api-key)\b[\"']?\s*[:=]\s*[^\n]+")
MAIL = re.compile(r"[^\s@<>\"'(),:;=\[\]]{1,64}@[^\s@<>\"'(),:;=\[\]]{1,255}")
IBAN = re.compile(r"(?i)\bLT[0-9]{2}(?:[ \u00a0]?[0-9]){16}\b", re.ASCII)
ELEVEN = re.compile(r"(?<![0-9])[1-6][0-9]{10}(?![0-9])", re.ASCII)
PHONE = re.compile(
    r"(?<![0-9A-Za-z+])(?:(?:\+|00)[1-9](?:[ -]?[0-9]){7,13}|[08][ -]?6(?:[ -]?[0-9]){7})(?![0-9])", re.ASCII
)
TOKEN = re.compile(r"[A-Za-z0-9_-]{22,}", re.ASCII)
# a long name in a traceback, or of an exception; a random token is so once in a hundred million
WORDS = re.compile(r"[a-z_-]+|[A-Za-z]+(?:Error|Exception|Warning|Disconnected)", re.ASCII)

log = structlog.stdlib.get_logger("savitarna")


def redact(text: str) -> str:
    """The text without mail addresses, account numbers, personal codes, telephones, tokens, cookies and credentials."""
    text = HEADER.sub(r"\1: [secret]", text)
    text = MAIL.sub("[mail]", text)
    text = IBAN.sub("[iban]", text)
    text = ELEVEN.sub(lambda found: "[pc]" if has_check_digit(found[0]) else found[0], text)
    text = PHONE.sub("[tel]", text)
    return TOKEN.sub(lambda found: found[0] if WORDS.fullmatch(found[0]) else "[token]", text)


def set_up_logs(level: int = logging.INFO) -> None:
    """Send every logger of the process, ours and the packages', through the one filter."""
    structlog.configure(
        processors=[structlog.stdlib.add_log_level, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(formatter())
    for name in logging.root.manager.loggerDict:  # gunicorn and huey bring handlers of their own
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    logging.root.handlers = [handler]
    logging.root.setLevel(level)


def formatter() -> logging.Formatter:
    """How one record becomes one line, whoever wrote it."""
    stamped = structlog.processors.TimeStamper(fmt="iso", utc=True)
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.add_log_level],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            stamped,
            structlog.processors.format_exc_info,
            _without_secrets,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def _without_secrets(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    return {name: _cleaned(value) for name, value in event.items()}


def _cleaned(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float)):
        return redact(str(value)) if isinstance(value, int) and value > 10**9 else value
    if isinstance(value, dict):
        return {redact(str(name)): _cleaned(one) for name, one in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [_cleaned(one) for one in value]
    return redact(str(value))
