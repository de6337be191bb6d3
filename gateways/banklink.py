"""Banklink (iPizza, VK_* fields): a signed form to the bank, a signed form back.

Pure: no network, no clock, no database. The dialects of the banks are data, in banks.toml; mac.py signs.
Source: knowledge/banklink.md §3 (order of the signed fields), §7 (what to check).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey

from gateways.banks import OUTCOMES, Dialect
from gateways.errors import GatewayError
from gateways.mac import LONGEST, sign, signed_names, verify
from rules.payments import Bank, Fact, Refusal

LANGUAGES = {"lt": "LIT", "en": "ENG", "ru": "RUS", "pl": "ENG", "uk": "ENG"}
# The narrowest limits seen (knowledge/banklink.md §4); a longer value would be cut by the bank and break the signature.
LIMITS = {"VK_SND_ID": 15, "VK_STAMP": 20, "VK_AMOUNT": 12, "VK_ACC": 34, "VK_NAME": 70, "VK_REF": 20, "VK_MSG": 95,
          "VK_RETURN": 200}  # fmt: skip


@dataclass(frozen=True)
class Contract:
    """Our agreement with one bank. `bank_keys` are tried in turn: the current key and the next one."""

    dialect: Dialect
    url: str
    our_id: str
    bank_id: str
    payee_account: str
    payee_name: str
    our_key: RSAPrivateKey
    bank_keys: tuple[RSAPublicKey, ...]

    @property
    def bank(self) -> Bank:
        """The bank as the booking of its answers wants to know it."""
        return Bank(self.dialect.id, self.dialect.name, self.payee_account)


@dataclass(frozen=True)
class Order:
    """What is to be paid. `made_at` (ISO 8601 with offset) is only sent by the services that sign a time."""

    stamp: str
    cents: int
    reference: str
    message: str
    return_url: str
    currency: str = "EUR"
    language: str = "lt"
    made_at: str = ""


def request_fields(contract: Contract, order: Order) -> dict[str, str]:
    """The fields of the form that takes the payer to the bank, VK_MAC among them; its action is `contract.url`.

    Raises GatewayError("broken") when a value is longer than banks take or cannot be written in the bank's encoding.
    """
    dialect = contract.dialect
    known = {
        "VK_SERVICE": dialect.request,
        "VK_VERSION": dialect.version,
        "VK_SND_ID": contract.our_id,
        "VK_STAMP": order.stamp,
        "VK_AMOUNT": amount_text(order.cents),
        "VK_CURR": order.currency,
        "VK_ACC": contract.payee_account,
        "VK_NAME": contract.payee_name,
        "VK_REF": order.reference,
        "VK_MSG": order.message,
        "VK_RETURN": order.return_url,
        "VK_CANCEL": order.return_url,
        "VK_DATETIME": order.made_at,
        **dialect.fixed,
    }
    signed = {name: known[name] for name in dialect.orders[dialect.request]}
    for name, value in signed.items():
        if len(value) > LIMITS.get(name, LONGEST):
            raise GatewayError("broken", f"{dialect.id}: {name} is longer than {LIMITS.get(name, LONGEST)}")
    fields = {**signed, "VK_MAC": sign(dialect, contract.our_key, signed), "VK_RETURN": order.return_url}
    fields["VK_LANG"] = LANGUAGES.get(order.language, "LIT")
    if dialect.encoding_field:
        fields[dialect.encoding_field] = dialect.encoding
    return fields


def read_answer(contract: Contract, raw: bytes) -> Fact | Refusal:
    """What the bank told in this form body or query string, exactly as it came over the wire.

    Nothing is believed before the signature holds. A Refusal changes nothing, not even to failed: anyone can post one.
    """
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, encoding=contract.dialect.encoding,
                          errors="strict", max_num_fields=60)  # fmt: skip
    except ValueError:
        return Refusal("the message cannot be read")
    fields = dict(pairs)
    if len(fields) != len(pairs):
        return Refusal("a field came twice", fields.get("VK_STAMP", ""))
    return read_fields(contract, fields)


def read_fields(contract: Contract, fields: Mapping[str, str]) -> Fact | Refusal:
    """The same for fields that are already taken apart."""
    claimed = fields.get("VK_STAMP", "")
    reason = _not_believed(contract, fields)
    if reason:
        return Refusal(reason, claimed)
    if fields["VK_REC_ID"] != contract.our_id:
        return Refusal("the message is for somebody else", claimed)
    if fields["VK_SND_ID"] != contract.bank_id:
        return Refusal("the message names another bank as its sender", claimed)
    outcome = OUTCOMES[fields["VK_SERVICE"]]
    if outcome == "failed":
        return Fact("failed", claimed)
    cents = read_amount(fields["VK_AMOUNT"])
    if cents is None:
        return Refusal("the amount cannot be read", claimed)
    account = contract.dialect.aliases.get("VK_REC_ACC", "VK_REC_ACC")
    return Fact(
        outcome=outcome,
        stamp=claimed,
        transaction=fields.get("VK_T_NO", "") if outcome == "paid" else "",
        cents=cents,
        currency=fields["VK_CURR"],
        payee_account=fields[account],
        payer_account=fields["VK_SND_ACC"],
        payer_name=fields["VK_SND_NAME"],
    )


def _not_believed(contract: Contract, fields: Mapping[str, str]) -> str:
    service = fields.get("VK_SERVICE", "")
    if service not in OUTCOMES:
        return "VK_SERVICE is missing or unknown"
    missing = [name for name in signed_names(contract.dialect, service) if name not in fields]
    if missing:
        return f"{missing[0]} is missing"
    if not any(verify(contract.dialect, key, fields) for key in contract.bank_keys):
        return "the signature is wrong"
    return ""


def amount_text(cents: int) -> str:
    """1250 → "12.50": the text that is sent is the text that is signed."""
    return f"{cents // 100}.{cents % 100:02d}"


def read_amount(text: str) -> int | None:
    """Text such as 12.5 → 1250; None for what is not a plain sum with at most two decimals."""
    found = re.fullmatch(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?", text)
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else None
