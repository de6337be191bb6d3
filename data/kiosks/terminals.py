"""What a terminal does with its secret: prove that it is one of ours, and tell how it is."""

import json
from dataclasses import asdict, dataclass

from data.database import now, row
from data.kiosks.tables import Kiosk
from rules.kiosks import Beat

BY_SECRET = 'SELECT id, public_id, place, state, "order" FROM kiosk WHERE secret_hash = ?'


@dataclass(frozen=True)
class Terminal:
    """A terminal of ours that asks. A paused one may do nothing but beat, and a revoked one is none."""

    id: int
    public_id: str
    place: str
    state: str
    order: str


def terminal(secret_hash: str) -> Terminal | None:
    """Whose secret this is (its SHA-256), or None."""
    found = row(BY_SECRET, secret_hash)
    return Terminal(*found) if found and found[3] in ("active", "paused") else None


def beat(terminal: Terminal, told: Beat) -> None:
    """Note how it is. Its order is handed over with the answer, so it is given once; one that came meanwhile stays."""
    mine = Kiosk.id == terminal.id
    Kiosk.update(beat_at=now(), beat=json.dumps(asdict(told))).where(mine).execute()
    if terminal.order:
        Kiosk.update(order="").where(mine & (Kiosk.order == terminal.order)).execute()
