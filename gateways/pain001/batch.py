"""Transfers that leave an account of ours, and what a bank would send back (iso20022.md §6)."""

import re

from gateways.errors import GatewayError
from rules.iban import is_iban
from rules.payouts import Batch, Transfer
from rules.references import is_right

MOST_CENTS = 99_999_999_999  # a transfer; the scheme's own limit
# The scheme's letters for identifiers, with no slash at an end and no two together.
IDENTIFIER = re.compile(r"(?!/)(?!.*//)[0-9A-Za-z/?:().,'+ -]{1,35}(?<!/)")


def check_batch(batch: Batch) -> None:
    """Raises GatewayError("broken") for a batch that must not be sent; lengths of words are checked when written."""
    _need(bool(batch.transfers), "the batch has no transfers")
    _need(bool(IDENTIFIER.fullmatch(batch.id)), "the batch's id must have 1 to 35 plain letters")
    _need(is_iban(batch.payer_account), "the payer's account is no IBAN")
    for place, transfer in enumerate(batch.transfers, 1):
        _check_transfer(transfer, f"transfer {place}")


def _check_transfer(transfer: Transfer, where: str) -> None:
    _need(bool(IDENTIFIER.fullmatch(transfer.end_to_end)), f"{where}: end_to_end must have 1 to 35 plain letters")
    _need(1 <= transfer.cents <= MOST_CENTS, f"{where}: the sum must be from 1 to {MOST_CENTS} cents")
    _need(is_iban(transfer.account), f"{where}: the account is no IBAN")
    _need(not transfer.reference or is_right(transfer.reference), f"{where}: the reference is no RF reference")


def _need(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise GatewayError("broken", otherwise)
