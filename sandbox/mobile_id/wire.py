"""What a SIM card shows and signs (mobile-id.md §2, §3, §5), written apart from our gateway."""

from base64 import b64decode, b64encode

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature

from sandbox.asked import Asked
from sandbox.authority import Paper

HASHES: dict[str, hashes.HashAlgorithm] = {
    "SHA256": hashes.SHA256(), "SHA384": hashes.SHA384(), "SHA512": hashes.SHA512()
}  # fmt: skip
GSM_7 = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_7_EXTENSION = "^{}\\[~]|€"


def verification_code(hashed: bytes) -> str:
    """Four digits of the hash: its first six bits and its last seven."""
    return f"{((hashed[0] & 0xFC) << 5) | (hashed[-1] & 0x7F):04}"


def shown(asked: Asked) -> str:
    """The text as it appears on the phone: in GSM-7 every letter that is outside becomes a space."""
    text = str(asked.sent.get("displayText", ""))
    if asked.sent.get("displayTextFormat", "GSM-7") == "UCS-2":
        return text
    return "".join(sign if sign in GSM_7 + GSM_7_EXTENSION else " " for sign in text)


def hash_of(asked: Asked) -> bytes:
    """What is to be signed."""
    return b64decode(asked.sent["hash"])


def signed(paper: Paper, hashed: bytes, hash_type: str, as_der: bool) -> dict[str, str]:
    """The signature over a hash: r‖s of an EC key, PKCS#1 v1.5 of an RSA one."""
    prehashed = Prehashed(HASHES[hash_type])
    if isinstance(paper.key, rsa.RSAPrivateKey):
        value = paper.key.sign(hashed, padding.PKCS1v15(), prehashed)
        return {"value": b64encode(value).decode(), "algorithm": f"{hash_type}WithRSAEncryption"}
    der = paper.key.sign(hashed, ec.ECDSA(prehashed))
    half = (paper.key.curve.key_size + 7) // 8
    raw = b"".join(number.to_bytes(half, "big") for number in decode_dss_signature(der))
    return {"value": b64encode(der if as_der else raw).decode(), "algorithm": f"{hash_type}WithECEncryption"}
