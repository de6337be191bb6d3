"""The outside parties that the settings name, ready to be spoken to. One function a party."""

from gateways import banks
from gateways.banklink import Contract
from gateways.errors import GatewayError
from settings import Settings


def bank_contracts(settings: Settings) -> dict[str, Contract]:
    """The configured banks by id, in the order in which they are offered.

    Raises GatewayError("broken") at start when a bank has no table in banks.toml or a key cannot be read.
    """
    known = banks.dialects()
    unknown = [bank.id for bank in settings.banks if bank.id not in known]
    if unknown:
        raise GatewayError("broken", f"{unknown[0]} is not in gateways/banks.toml")
    return {
        bank.id: Contract(
            dialect=known[bank.id],
            url=bank.url,
            our_id=bank.sender_id,
            bank_id=bank.bank_id,
            payee_account=settings.payee_account,
            payee_name=settings.payee_name,
            our_key=banks.private_key(bank.key),
            bank_keys=banks.public_keys(bank.bank_keys),
        )
        for bank in settings.banks
    }
