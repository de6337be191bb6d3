"""Codes and secrets go only to the provider whose key is pinned, though Authlib is what sends them."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from gateways import oidc
from gateways.errors import GatewayError
from gateways.pinning import pin
from tests.gateways.oidc.coming_home import BACK, fault, known
from tests.gateways.oidc.wayward import MOMENT, wayward


class Certified:
    """A certificate for 127.0.0.1 that vouches for itself, and the server's side of it."""

    def __init__(self, folder: Path, name: str) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        called, today = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]), datetime.now(UTC)
        here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
        made = (
            x509.CertificateBuilder(called, called, key.public_key(), x509.random_serial_number())
            .not_valid_before(today - timedelta(1)).not_valid_after(today + timedelta(1))
            .add_extension(here, False).add_extension(x509.BasicConstraints(True, None), True).sign(key, SHA256())
        )  # fmt: skip
        self.authority, self.pin = folder / f"{name}.pem", pin(made)
        self.authority.write_bytes(made.public_bytes(Encoding.PEM))
        private = folder / f"{name}.key"
        private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(self.authority, private)


def test_a_provider_with_the_pinned_key_is_spoken_to(tmp_path: Path) -> None:
    shown = Certified(tmp_path, "provider")
    with wayward(shown.context) as provider:
        assert known(provider, provider.service(pins=("next", shown.pin), authority=str(shown.authority)))


@pytest.mark.parametrize("pins", [(), ("another",)])
def test_a_provider_with_another_key_is_told_nothing(tmp_path: Path, pins: tuple[str, ...]) -> None:
    shown = Certified(tmp_path, "provider")
    believed = str(shown.authority) if pins else ""
    with wayward(shown.context) as provider:
        assert fault(provider, provider.service(pins=pins, authority=believed)).startswith("broken: ")
        assert not provider.asked


def test_a_token_endpoint_with_another_key_gets_no_code(tmp_path: Path) -> None:
    shown, other = Certified(tmp_path, "provider"), Certified(tmp_path, "other")
    both = tmp_path / "both.pem"
    both.write_bytes(shown.authority.read_bytes() + other.authority.read_bytes())
    with wayward(shown.context) as provider, wayward(other.context) as elsewhere:
        provider.said = {"token_endpoint": f"{elsewhere.issuer}/token"}
        service = provider.service(pins=(shown.pin,), authority=str(both))
        begun = oidc.begin(service, BACK)
        with pytest.raises(GatewayError, match=r"broken: .*pinned"):
            oidc.finish(service, begun, provider.sent_home(begun), MOMENT)
        assert not elsewhere.asked
