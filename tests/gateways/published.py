"""The certificates of the published examples (smart_id.json, mobile_id.json)."""

import json
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509

from gateways.certificates import read_certificate

EXAMPLES = Path(__file__).with_name("examples")
SMART_ID = json.loads(EXAMPLES.joinpath("smart_id.json").read_text("utf-8"))
MOBILE_ID = json.loads(EXAMPLES.joinpath("mobile_id.json").read_text("utf-8"))
PUBLISHED = datetime(2026, 6, 1, tzinfo=UTC)  # `_about` of smart_id.json


def published(pem: str) -> x509.Certificate:
    return read_certificate("".join(line for line in pem.splitlines() if "-----" not in line))


ENTRIES = {name: entry for name, entry in SMART_ID["certificates"].items() if isinstance(entry, dict)}
CASES = [name for name, entry in ENTRIES.items() if entry["role"] == "case"]
SMART = {name: published(entry["pem"]) for name, entry in ENTRIES.items()}
ESTEID = published(MOBILE_ID["authentication_signatures"][0]["cert_pem"])
AUTHORITIES = {name: published(entry["pem"]) for name, entry in MOBILE_ID["test_ca_certificates"].items()}
