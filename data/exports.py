"""What goes out to the providers."""

import json
from collections.abc import Iterator
from datetime import datetime

from data.database import rows
from rules.deadlines import VILNIUS
from rules.tables import unscaled

READINGS_COLUMNS = (
    "provider", "payer_code", "meter_number", "register", "previous", "reading", "declared_at", "channel", "version",
    "flags",
)  # fmt: skip
READINGS = """SELECT p.code, a.payer_code, m.number, r.code, h.previous, h.value, r.decimals, d.declared_at, d.channel,
 h.version, d.flags, d.state
FROM reading h JOIN declaration d ON d.id = h.declaration_id JOIN register r ON r.id = h.register_id
 JOIN meter m ON m.id = r.meter_id JOIN account a ON a.id = m.account_id JOIN provider p ON p.id = a.provider_id
WHERE p.code = ? AND d.declared_at >= ? ORDER BY d.declared_at, d.id, r.code"""


def readings(provider: str, since: str) -> Iterator[list[str]]:
    """Every version declared to this provider since an ISO day (Vilnius), oldest first, by READINGS_COLUMNS.

    A version that no longer counts says so among its flags: replaced, withdrawn.
    """
    begins = int(datetime.fromisoformat(since).replace(tzinfo=VILNIUS).timestamp())
    for code, payer_code, meter, register, previous, value, decimals, at, channel, version, told, state in rows(
        READINGS, provider, begins
    ):
        flags = [*json.loads(told), *([] if state == "declared" else [state])]
        moment = datetime.fromtimestamp(at, VILNIUS).isoformat()
        shown = (unscaled(previous, 3, decimals), unscaled(value, 3, decimals))
        yield [code, payer_code, meter, register, *shown, moment, channel, str(version), " ".join(map(str, flags))]


def is_provider(code: str) -> bool:
    """Whether the catalogue has a provider with this code."""
    return bool(rows("SELECT 1 FROM provider WHERE code = ?", code))
