"""Our agreement with Paysera about one project."""

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from gateways.errors import GatewayError
from rules.payments import Bank


@dataclass(frozen=True)
class Contract:
    """Where payers are sent, and by what its answers are believed.

    `public_keys` are tried in turn, the current one and the next one; an encrypted project needs none. `takes_test` is
    true in the sandbox alone: there test=1 is money. Raises GatewayError("broken") without a password, because
    everybody could sign and encrypt with an empty one.
    """

    url: str
    project_id: str
    password: str = field(repr=False)
    public_keys: tuple[RSAPublicKey, ...]
    is_encrypted: bool
    takes_test: bool
    payee_account: str
    name: str = "Paysera"

    def __post_init__(self) -> None:
        if not self.password:
            raise GatewayError("broken", "Paysera: the project has no password")

    @property
    def bank(self) -> Bank:
        """Paysera as the booking of its answers wants to know it."""
        return Bank("paysera", self.name, self.payee_account)
