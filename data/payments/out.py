"""What providers hear of payments: each sum that closed something of theirs, or opened it again."""

from collections.abc import Iterator
from datetime import datetime

from data.database import rows
from rules.deadlines import VILNIUS
from rules.tables import unscaled

COLUMNS = ("provider", "payer_code", "bill", "period", "amount", "paid_at", "receipt", "method", "kind")
AT_ONCE = 1000
PAID = """SELECT v.code, a.payer_code, coalesce(b.number, ''), coalesce(b.period, d.period, ''), l.cents, t.at,
 coalesce(p.number, ''), coalesce(p.method, ''), t.kind, l.id
FROM allocation l JOIN ledger_tx t ON t.id = l.tx_id JOIN account a ON a.id = l.account_id
JOIN provider v ON v.id = a.provider_id LEFT JOIN payment p ON p.id = l.payment_id
LEFT JOIN bill b ON b.id = l.bill_id LEFT JOIN declaration d ON d.id = l.declaration_id
WHERE v.code = ? AND t.at >= ? AND l.id > ? ORDER BY l.id LIMIT ?"""


def out(provider: str, since: str) -> Iterator[list[str]]:
    """Every sum since an ISO day (Vilnius) by COLUMNS, the oldest first; `amount` in euros, below nothing when it went
    back; `kind` is arrived, taken_back or refunded. The notice that a provider books from."""
    begins = int(datetime.fromisoformat(since).replace(tzinfo=VILNIUS).timestamp())
    last = 0
    while found := rows(PAID, provider, begins, last, AT_ONCE):
        for code, payer_code, bill, period, cents, at, receipt, method, kind, _place in found:
            moment = datetime.fromtimestamp(at, VILNIUS).isoformat()
            yield [code, payer_code, bill, period, unscaled(int(cents), 2, 2), moment, receipt, method, kind]
        last = found[-1][-1]
