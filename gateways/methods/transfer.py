"""An ordinary transfer, which needs no contract: the page shows what to write, or a code; the statement tells."""

import json
from dataclasses import asdict, dataclass

from gateways.methods.shape import Asked, Leave
from rules.payments import Bank, Fact, Refusal


@dataclass(frozen=True)
class TransferMethod:
    """To our own account."""

    account: str
    payee_name: str

    @property
    def bank(self) -> Bank:
        return Bank("transfer", "", self.account)

    def leave(self, asked: Asked) -> Leave:
        return Leave("")

    def read(self, raw: bytes, at: int, way: str) -> Fact | Refusal:
        return Refusal("a transfer is told by statements alone")


def written(fact: Fact) -> bytes:
    """What a statement told of a payment, as it is kept beside the statement that it stands in."""
    return json.dumps(asdict(fact), ensure_ascii=False, sort_keys=True).encode()


def told(raw: bytes) -> Fact | Refusal:
    """The same read again. Nobody but the import of statements writes such messages."""
    try:
        return Fact(**json.loads(raw))
    except (ValueError, TypeError):
        return Refusal("the entry of a statement cannot be read")
