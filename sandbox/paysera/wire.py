"""Paysera's side of Checkout, written from its descriptions and not from our gateway: requests in, callbacks out."""

import hashlib
import re
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import load_pem_private_key

PROJECT = "1001"
PASSWORD = "sandbox-paysera"  # of the stand-in's only project; no secret
NEEDED = {
    "projectid": re.escape(PROJECT),
    "version": r"[0-9.]+",
    "orderid": r".{1,40}",
    "accepturl": r".{1,255}",
    "cancelurl": r".{1,255}",
    "callbackurl": r".{1,255}",
    "amount": r"[0-9]{1,11}",
    "currency": r"[A-Z]{3}",
}
PERHAPS = {"lang": r"[A-Za-z]{3}", "test": r"[01]", "paytext": r"(?s).{1,255}", "p_email": r".{1,255}"}
URLS = ("accepturl", "cancelurl", "callbackurl")
TO_URL = bytes.maketrans(b"+/", b"-_")
FROM_URL = str.maketrans("-_", "+/")


def fingerprint(data: str) -> str:
    """MD5 over the data and the password behind it, as both sides make it."""
    return hashlib.md5(f"{data}{PASSWORD}".encode(), usedforsecurity=False).hexdigest()


def taken_apart(data: str, sign: str) -> tuple[dict[str, str], str]:
    """What a merchant asks for, and what is wrong with its form ("" when nothing is)."""
    if fingerprint(data) != sign:
        return {}, "sign does not fit data"
    try:
        found = parse_qs(b64decode(data.translate(FROM_URL)).decode(), keep_blank_values=True, errors="strict")
    except ValueError:
        return {}, "data cannot be read"
    asked = {name: values[0] for name, values in found.items()}
    if any(len(values) > 1 for values in found.values()):
        return asked, "a parameter came twice"
    return asked, ""


def fault_of(asked: dict[str, str], merchant: str) -> str:
    """What is wrong with the parameters, or "" when they are taken. `merchant` is where all addresses must lead."""
    for name, pattern in NEEDED.items():
        if not re.fullmatch(pattern, asked.get(name, "")):
            return f"{name} is missing or wrong"
    for name, pattern in PERHAPS.items():
        if asked.get(name) and not re.fullmatch(pattern, asked[name]):
            return f"{name} is wrong"
    text = asked.get("paytext", "")
    if text and not ("[order_nr]" in text and "[site_name]" in text):
        return "paytext holds no [order_nr] or no [site_name]"
    astray = [name for name in URLS if not asked[name].startswith(f"{merchant}/")]
    return f"{astray[0]} leads away from the merchant of the project" if astray else ""


def purpose(asked: dict[str, str], site: str) -> str:
    """The text that the payer and the bank statement see."""
    text = asked.get("paytext") or "Užsakymas [order_nr], [site_name]"
    return text.replace("[order_nr]", asked["orderid"]).replace("[site_name]", site)


def told(asked: dict[str, str], status: str, site: str, folder: Path) -> dict[str, str]:
    """The callback with this status, signed in all three ways. The same status is told in the same bytes again."""
    said = {
        "orderid": asked["orderid"], "amount": asked["amount"], "lang": asked.get("lang", "LIT").lower(),
        "currency": asked["currency"], "test": asked.get("test", "0"), "version": "1.6", "projectid": PROJECT,
        "original_paytext": asked.get("paytext", ""), "paytext": purpose(asked, site), "type": "EMA",
        "payment": "wallet", "p_email": asked.get("p_email", ""), "country": "LT", "status": status,
        "requestid": str(500_000 + int(asked["id"])),
    }  # fmt: skip
    if status != "0":
        said |= {"payamount": asked["amount"], "paycurrency": asked["currency"], "account": "EVP0010001000001",
                 "name": "RŪTA", "surename": "BANDYMĖ", "payer_country": "LT", "payer_ip_country": "LT"}  # fmt: skip
    data = b64encode(urlencode(said).encode()).translate(TO_URL)
    private: Any = load_pem_private_key((folder / "paysera.pem").read_bytes(), password=None)
    fields = {"data": data.decode(), "ss1": fingerprint(data.decode())}
    digests = {"ss2": hashes.SHA1(), "ss3": hashes.SHA256()}  # noqa: S303 - what Paysera signs ss2 with
    for name, digest in digests.items():
        fields[name] = b64encode(private.sign(data, padding.PKCS1v15(), digest)).translate(TO_URL).decode()
    return fields
