"""The bank's side of Banklink, written from the banks' descriptions and not from our gateway: VK_ fields in and out."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

ASKED = {
    "1001": "SERVICE VERSION SND_ID STAMP AMOUNT CURR ACC NAME REF MSG",
    "1001 artea": "SERVICE VERSION SND_ID STAMP AMOUNT CURR TERM ACC PCODE PANK NAME REF MSG",
    "1002": "SERVICE VERSION SND_ID STAMP AMOUNT CURR REF MSG",
    "2001": "SERVICE VERSION SND_ID STAMP AMOUNT CURR ACC PANK NAME REF MSG",
}
TOLD = {
    "1101": "SERVICE VERSION SND_ID REC_ID STAMP T_NO AMOUNT CURR {account} REC_NAME SND_ACC SND_NAME REF MSG T_DATE",
    "1201": "SERVICE VERSION SND_ID REC_ID STAMP AMOUNT CURR {account} REC_NAME SND_ACC SND_NAME REF MSG",
    "1901": "SERVICE VERSION SND_ID REC_ID STAMP REF MSG",
}

DIGESTS = {"sha1": hashes.SHA1(), "sha512": hashes.SHA512()}  # noqa: S303 - what the banks still sign with


@dataclass(frozen=True)
class House:
    """One bank as merchants meet it. `back` says how it sends the payer back: a form to press, or a plain address."""

    id: str
    name: str
    asked: str
    version: str
    digest: str
    back: str
    account: str = "REC_ACC"
    numbers_orders: bool = True
    payer_account: str = ""


HOUSES = {
    house.id: house
    for house in (
        House("swedbank", "Swedbank", "1002", "008", "sha1", "form", payer_account="LT417300010000000001"),
        House("seb", "SEB", "1001", "009", "sha512", "form", "ACC", payer_account="LT217044060000000002"),
        House("luminor", "Luminor", "2001", "008", "sha1", "address", payer_account="LT094010040000000003"),
        House("artea", "Artea", "1001 artea", "008", "sha1", "address", numbers_orders=False,
              payer_account="LT667180000000000004"),
    )
}  # fmt: skip


def packed(values: list[str]) -> bytes:
    """Every value behind its number of characters."""
    return b"".join(str(len(value)).zfill(3).encode() + value.encode() for value in values)


def fault_of(house: House, sent: dict[str, str], folder: Path) -> str:
    """What is wrong with a merchant's order, or "" when the bank takes it."""
    names = ["VK_" + word for word in ASKED[house.asked].split()]
    absent = [name for name in [*names, "VK_MAC", "VK_RETURN"] if name not in sent]
    if absent:
        return "no " + ", ".join(absent)
    if sent["VK_SERVICE"] != house.asked[:4] or sent["VK_VERSION"] != house.version:
        return f"this bank takes service {house.asked[:4]}, version {house.version}"
    if not 1 <= len(sent["VK_STAMP"]) <= 20 or len(sent["VK_MSG"]) > 95 or len(sent["VK_REF"]) > 20:
        return "VK_STAMP, VK_REF or VK_MSG is too long"
    merchant: Any = load_pem_public_key((folder / "savitarna.pub.pem").read_bytes())
    try:
        signature = b64decode(sent["VK_MAC"], validate=True)
        merchant.verify(signature, packed([sent[name] for name in names]), padding.PKCS1v15(), DIGESTS[house.digest])
    except (ValueError, InvalidSignature):
        return "VK_MAC does not fit the fields"
    return ""


def answer(house: House, service: str, known: dict[str, str], folder: Path, by_server: bool) -> dict[str, str]:
    """A signed answer of this bank; `known` holds what it may tell, by names without VK_."""
    words = TOLD[service].format(account=house.account).split()
    if not house.numbers_orders:
        words = [word for word in words if word != "T_NO"]
    told = {**known, "SERVICE": service, "VERSION": house.version, "ACC": known["REC_ACC"]}
    private: Any = load_pem_private_key((folder / f"{house.id}.pem").read_bytes(), password=None)
    mac = private.sign(packed([told[word] for word in words]), padding.PKCS1v15(), DIGESTS[house.digest])
    fields = {"VK_" + word: told[word] for word in words}
    return fields | {"VK_MAC": b64encode(mac).decode(), "VK_LANG": "LIT", "VK_ENCODING": "UTF-8",
                     "VK_AUTO": "Y" if by_server else "N"}  # fmt: skip
