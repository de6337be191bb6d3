"""The text that the phone signed (ACSP_V2), and whether a signature is over it.

Source: knowledge/smart-id.md §7.4, §11 step 11.
"""

import hashlib

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm

from gateways.certificates import read_base64
from gateways.smart_id.answer import WITHOUT_CALLBACK, Answer
from gateways.smart_id.encoding import to_base64
from gateways.smart_id.request import Request

HASHES: dict[str, HashAlgorithm] = {"SHA-256": SHA256(), "SHA-384": SHA384(), "SHA-512": SHA512()}
LEAST_KEY = 2048  # bits


def signed_text(scheme: str, request: Request, answer: Answer, brokered: str = "") -> str:
    """What is signed. The digest of the interactions is over their base64 text, and the name is byte for byte ours.

    brokered: the name of the party that somebody asks for; we ask for nobody.
    """
    return "|".join(
        [
            scheme,
            "ACSP_V2",
            answer.server_random,
            request.challenge,
            answer.user_challenge,
            to_base64(request.name.encode()),
            to_base64(brokered.encode()),
            to_base64(hashlib.sha256(request.interactions.encode()).digest()),
            answer.interaction,
            "" if answer.flow in WITHOUT_CALLBACK else request.callback_url,
            answer.flow,
        ]
    )


def signature_holds(certificate: x509.Certificate, hash_name: str, signature: str, text: str) -> bool:
    """Whether this base64 RSASSA-PSS signature (MGF1 with the same hash, salt as long as the hash) is over the text."""
    digest, key = HASHES[hash_name], certificate.public_key()
    if not isinstance(key, RSAPublicKey) or key.key_size < LEAST_KEY:
        return False
    try:
        key.verify(read_base64(signature), text.encode(), PSS(MGF1(digest), digest.digest_size), digest)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True
