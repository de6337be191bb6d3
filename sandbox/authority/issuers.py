"""The certificates that others trust: `<folder>/authority/root.pem`, `smart-id-ca.pem`, `mobile-id-ca.pem`.

Beside them lie the OCSP responders' certificates and all private keys (`*.key.pem`). ECDSA, as the real issuer (EID-Q
2024E: P-384), so that making all of them takes no time worth speaking of.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPublicKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from sandbox import keys

ROOT, SMART_ID, MOBILE_ID = "root", "smart-id-ca", "mobile-id-ca"
ISSUERS = (ROOT, SMART_ID, MOBILE_ID)
# Who is issued by whom, under which name; the responders answer for the one who issued them.
NAMES = {
    ROOT: (ROOT, "TEST root CA (Savitarna sandbox)"),
    SMART_ID: (ROOT, "TEST Smart-ID CA (Savitarna sandbox)"),
    MOBILE_ID: (ROOT, "TEST Mobile-ID CA (Savitarna sandbox)"),
    f"{ROOT}-ocsp": (ROOT, "TEST root OCSP RESPONDER (Savitarna sandbox)"),
    f"{SMART_ID}-ocsp": (SMART_ID, "TEST Smart-ID OCSP RESPONDER (Savitarna sandbox)"),
    f"{MOBILE_ID}-ocsp": (MOBILE_ID, "TEST Mobile-ID OCSP RESPONDER (Savitarna sandbox)"),
}
USES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@dataclass(frozen=True)
class Issuer:
    """One of NAMES with its private key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def make(folder: Path, ocsp_url: str) -> None:
    """Make what is missing under `<folder>/authority`. The issuers name `ocsp_url`; when it is another than before,
    they are certified anew with the keys that they have."""
    home = folder / "authority"
    with keys.locked(home):
        for name, (issuer, text) in NAMES.items():
            if not (home / f"{name}.key.pem").exists():
                keys.write(home / f"{name}.key.pem", _private(ec.generate_private_key(ec.SECP384R1())), 0o600)
            if not _fits(home / f"{name}.pem", ocsp_url):
                certified = _certified(home, name, issuer, text, ocsp_url)
                keys.write(home / f"{name}.pem", certified.public_bytes(Encoding.PEM), 0o644)


def certificate_of(folder: Path, name: str) -> x509.Certificate:
    """The certificate of one of NAMES."""
    return x509.load_pem_x509_certificate((folder / "authority" / f"{name}.pem").read_bytes())


def issuer_of(folder: Path, name: str) -> Issuer:
    """One of NAMES, ready to sign."""
    return Issuer(certificate_of(folder, name), _key(folder / "authority", name))


def usage(*uses: str) -> x509.KeyUsage:
    """The key usage extension with these bits set."""
    return x509.KeyUsage(**{use: use in uses for use in USES})


def vouched_at(ocsp_url: str) -> x509.AuthorityInformationAccess:
    """The extension that says where revocation is asked."""
    place = x509.UniformResourceIdentifier(ocsp_url)
    return x509.AuthorityInformationAccess([x509.AccessDescription(AuthorityInformationAccessOID.OCSP, place)])


def key_ids(
    subject: CertificateIssuerPublicKeyTypes, issuer: CertificateIssuerPublicKeyTypes
) -> tuple[x509.SubjectKeyIdentifier, x509.AuthorityKeyIdentifier]:
    """The extensions by which a certificate finds its issuer."""
    return (
        x509.SubjectKeyIdentifier.from_public_key(subject),
        x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer),
    )


def _fits(path: Path, ocsp_url: str) -> bool:
    if not path.exists():
        return False
    extensions = x509.load_pem_x509_certificate(path.read_bytes()).extensions
    named = [extension.value for extension in extensions if extension.oid == vouched_at(ocsp_url).oid]
    return named in ([], [vouched_at(ocsp_url)])


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _key(home: Path, name: str) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key((home / f"{name}.key.pem").read_bytes(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


def _certified(home: Path, name: str, issuer: str, text: str, ocsp_url: str) -> x509.Certificate:
    key, signer, now = _key(home, name).public_key(), _key(home, issuer), datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_named(text))
        .issuer_name(_named(NAMES[issuer][1]))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=5 * 365))
        .not_valid_after(now + timedelta(days=10 * 365))
        .add_extension(usage(*(("digital_signature",) if _is_responder(name) else ("key_cert_sign", "crl_sign"))), True)
    )
    depth = None if name == ROOT else 0
    builder = builder.add_extension(
        x509.BasicConstraints(not _is_responder(name), None if _is_responder(name) else depth), True
    )
    for extension in key_ids(key, signer.public_key()):
        builder = builder.add_extension(extension, False)
    if _is_responder(name):  # which nobody needs to ask about (RFC 6960 §4.2.2.2.1)
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), False)
        builder = builder.add_extension(x509.OCSPNoCheck(), False)
    elif name != ROOT:
        builder = builder.add_extension(vouched_at(ocsp_url), False)
    return builder.sign(signer, hashes.SHA384())


def _is_responder(name: str) -> bool:
    return name.endswith("-ocsp")


def _named(text: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "LT"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Savitarna sandbox, for tests only"),
            x509.NameAttribute(NameOID.COMMON_NAME, text),
        ]
    )
