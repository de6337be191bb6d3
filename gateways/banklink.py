"""Banklink (iPizza, VK_* fields): a signed form to the bank, a signed form back.

Pure: no network, no clock, no database. The dialects of the banks are data, in banks.toml.
Source: knowledge/banklink.md §2 (the signature), §3 (order of the signed fields), §7 (what to check).
"""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA512, HashAlgorithm

from gateways.errors import GatewayError
from rules.payments import Bank, Fact, Outcome, Refusal

HASHES: dict[str, type[HashAlgorithm]] = {"sha1": SHA1, "sha256": SHA256, "sha512": SHA512}
OUTCOMES: dict[str, Outcome] = {
    "1101": "paid", "1111": "paid", "1201": "pending", "1901": "failed", "1902": "failed", "1911": "failed",
}  # fmt: skip
LANGUAGES = {"lt": "LIT", "en": "ENG"}
# The narrowest limits seen (knowledge/banklink.md §4); a longer value would be cut by the bank and break the signature.
LIMITS = {"VK_SND_ID": 15, "VK_STAMP": 20, "VK_AMOUNT": 12, "VK_ACC": 34, "VK_NAME": 70, "VK_REF": 20, "VK_MSG": 95,
          "VK_RETURN": 200}  # fmt: skip
LONGEST = 999  # three digits tell a length: a longer value could be read in two ways


@dataclass(frozen=True)
class Dialect:
    """How one bank speaks: a table of banks.toml."""

    id: str
    name: str
    request: str
    version: str
    hash: str
    encoding: str
    encoding_field: str
    length_unit: str
    fixed: Mapping[str, str]
    orders: Mapping[str, tuple[str, ...]]
    aliases: Mapping[str, str]


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
        bank_time=fields.get("VK_T_DATETIME") or fields.get("VK_T_DATE", ""),
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


def signed_names(dialect: Dialect, service: str) -> tuple[str, ...]:
    """The names of the signed fields of a service, in order, as this bank calls them."""
    names = dialect.orders[service]
    return tuple(dialect.aliases.get(name, name) for name in names) if service in OUTCOMES else names


def mac_text(dialect: Dialect, fields: Mapping[str, str]) -> bytes:
    """What is signed: each value after its length in three digits, in the bank's encoding and its unit of length."""
    text = b""
    for name in signed_names(dialect, fields["VK_SERVICE"]):
        value = fields[name].encode(dialect.encoding)
        length = len(value) if dialect.length_unit == "bytes" else len(fields[name])
        if length > LONGEST:
            raise ValueError(f"{name} is too long to be signed")
        text += f"{length:03d}".encode() + value
    return text


def sign(dialect: Dialect, key: RSAPrivateKey, fields: Mapping[str, str]) -> str:
    """VK_MAC for these fields. Raises GatewayError("broken") when they cannot be signed."""
    try:
        text = mac_text(dialect, fields)
    except ValueError as error:
        raise GatewayError("broken", f"{dialect.id}: {error}") from error
    return base64.b64encode(key.sign(text, PKCS1v15(), HASHES[dialect.hash]())).decode()


def verify(dialect: Dialect, key: RSAPublicKey, fields: Mapping[str, str]) -> bool:
    """Whether VK_MAC was made over these fields by the owner of this key."""
    try:
        mac = base64.b64decode(fields["VK_MAC"].replace(" ", "+"), validate=True)
        key.verify(mac, mac_text(dialect, fields), PKCS1v15(), HASHES[dialect.hash]())
    except (KeyError, ValueError, binascii.Error, InvalidSignature):
        return False
    return True


def amount_text(cents: int) -> str:
    """1250 → "12.50": the text that is sent is the text that is signed."""
    return f"{cents // 100}.{cents % 100:02d}"


def read_amount(text: str) -> int | None:
    """Text such as 12.5 → 1250; None for what is not a plain sum with at most two decimals."""
    found = re.fullmatch(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?", text)
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else None
