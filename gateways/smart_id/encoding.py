"""The two spellings of base64 that Smart-ID uses: plain with padding for data, URL-safe without padding in addresses.

Reading is strict and done by `gateways.certificates.read_base64`.
"""

import base64


def to_base64(data: bytes) -> str:
    """Bytes → base64 with padding."""
    return base64.b64encode(data).decode()


def to_base64url(data: bytes) -> str:
    """Bytes → base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
