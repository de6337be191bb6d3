"""A person's certificate with its key, made when it is first needed and kept: making an RSA key is slow."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from cryptography.x509.oid import NameOID

from sandbox.authority.issuers import issuer_of, key_ids, usage, vouched_at

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
TABLE = """CREATE TABLE IF NOT EXISTS issued
(owner TEXT, ocsp_url TEXT, issuer TEXT, serial TEXT UNIQUE, status TEXT, certificate BLOB, key BLOB,
PRIMARY KEY (owner, ocsp_url))
"""


@dataclass(frozen=True)
class Subject:
    """Who it is about. `number` is the subject's serialNumber as written, `document` goes into the alternative name."""

    country: str
    number: str
    given: str
    family: str
    common_name: str
    document: str = ""


@dataclass(frozen=True)
class Profile:
    """What kind it is. `days`: from when to when, counted from now. `status`: good, revoked or unknown by OCSP."""

    issuer: str
    kind: str  # rsa or ec
    policies: tuple[str, ...]
    uses: tuple[str, ...] = ("digital_signature",)
    purposes: tuple[str, ...] = ()
    days: tuple[int, int] = (-1, 3 * 365)
    status: str = "good"


@dataclass(frozen=True)
class Paper:
    """A certificate and its private key."""

    der: bytes
    key: Key


def issue(folder: Path, owner: str, subject: Subject, profile: Profile, ocsp_url: str) -> Paper:
    """The certificate of this owner (a name of ours, such as `smart-id/PNOLT-…/expired`), made if it is not there."""
    kept = _kept(folder, owner, ocsp_url)
    if kept is None:
        key = (
            rsa.generate_private_key(65537, 3072) if profile.kind == "rsa" else ec.generate_private_key(ec.SECP256R1())
        )
        certificate = _signed(folder, subject, profile, key, ocsp_url)
        private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        row = owner, ocsp_url, profile.issuer, f"{certificate.serial_number:x}", profile.status
        with _cabinet(folder) as cabinet:  # of two processes that make it at once, the first one's stays
            values = (*row, certificate.public_bytes(Encoding.DER), private)
            cabinet.execute("INSERT OR IGNORE INTO issued VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        kept = _kept(folder, owner, ocsp_url)
    assert kept
    private_key = load_der_private_key(kept[1], password=None, unsafe_skip_rsa_key_validation=True)  # our own, and slow
    assert isinstance(private_key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey)
    return Paper(kept[0], private_key)


def status_of(folder: Path, issuer: str, serial: int) -> str:
    """good, revoked or unknown."""
    asked = "SELECT status FROM issued WHERE issuer = ? AND serial = ?"
    with _cabinet(folder) as cabinet:
        row = cabinet.execute(asked, (issuer, f"{serial:x}")).fetchone()
    return str(row[0]) if row else "unknown"


@contextmanager
def _cabinet(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "authority" / "issued.db", timeout=10)) as cabinet:
        cabinet.execute(TABLE)
        with cabinet:
            yield cabinet


def _kept(folder: Path, owner: str, ocsp_url: str) -> tuple[bytes, bytes] | None:
    asked = "SELECT certificate, key FROM issued WHERE owner = ? AND ocsp_url = ?"
    with _cabinet(folder) as cabinet:
        row: tuple[bytes, bytes] | None = cabinet.execute(asked, (owner, ocsp_url)).fetchone()
    return row


def _signed(folder: Path, subject: Subject, profile: Profile, key: Key, ocsp_url: str) -> x509.Certificate:
    issuer, now = issuer_of(folder, profile.issuer), datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(issuer.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=profile.days[0]))
        .not_valid_after(now + timedelta(days=profile.days[1]))
        .add_extension(x509.BasicConstraints(False, None), False)
        .add_extension(usage(*profile.uses), True)
        .add_extension(vouched_at(ocsp_url), False)
        .add_extension(x509.CertificatePolicies([_policy(oid) for oid in profile.policies]), False)
    )
    if profile.purposes:
        builder = builder.add_extension(x509.ExtendedKeyUsage([_oid(oid) for oid in profile.purposes]), False)
    if subject.document:
        named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject.document)])
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DirectoryName(named)]), False)
    for extension in key_ids(key.public_key(), issuer.key.public_key()):
        builder = builder.add_extension(extension, False)
    return builder.sign(issuer.key, hashes.SHA384())


def _oid(text: str) -> x509.ObjectIdentifier:
    return x509.ObjectIdentifier(text)


def _policy(oid: str) -> x509.PolicyInformation:
    return x509.PolicyInformation(_oid(oid), None)


def _name(subject: Subject) -> x509.Name:
    """In the order of the real ones: the number first, the country last."""
    parts = {
        NameOID.SERIAL_NUMBER: subject.number,
        NameOID.GIVEN_NAME: subject.given,
        NameOID.SURNAME: subject.family,
        NameOID.COMMON_NAME: subject.common_name,
        NameOID.COUNTRY_NAME: subject.country,
    }
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in parts.items()])
