"""Certificate authorities made for a test: certificates of servers, of people and of those who answer for a CA."""

import base64
import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, HashAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
MOMENT = datetime(2026, 6, 1, 12, tzinfo=UTC)
USAGES = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
          "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip
OCSP_SIGNING = "1.3.6.1.5.5.7.3.9"


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def named(**parts: str) -> x509.Name:
    oids = {"cn": NameOID.COMMON_NAME, "c": NameOID.COUNTRY_NAME, "serial": NameOID.SERIAL_NUMBER,
            "given": NameOID.GIVEN_NAME, "family": NameOID.SURNAME}  # fmt: skip
    return x509.Name([x509.NameAttribute(oids[name.rstrip("_")], value) for name, value in parts.items()])


@dataclass(frozen=True)
class Owner:
    """A certificate with its key. `issue` makes the certificates below it."""

    certificate: x509.Certificate
    key: Key

    @property
    def der(self) -> str:
        return base64.b64encode(self.certificate.public_bytes(Encoding.DER)).decode()

    def pem(self, folder: Path) -> Path:
        """Certificate and key in one file, as servers want them."""
        path = folder / f"{self.certificate.serial_number}.pem"
        key = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path.write_bytes(self.certificate.public_bytes(Encoding.PEM) + key)
        return path

    def issue(self, subject: x509.Name, **shape: object) -> "Owner":
        return issued(subject, self, **shape)


def issued(
    subject: x509.Name,
    issuer: Owner | None = None,
    *,
    key: Key | None = None,
    moment: datetime = MOMENT,
    days: tuple[int, int] = (-30, 300),
    ca: bool | None = False,
    usage: tuple[str, ...] = ("digital_signature",),
    policies: tuple[str, ...] = (),
    eku: tuple[str, ...] = (),
    address: str = "",
    ocsp_url: str = "",
    digest: HashAlgorithm | None = None,
) -> Owner:
    """A certificate with these extensions; without an issuer it signs itself."""
    key = key or new_key()
    signer = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment + timedelta(days[0]))
        .not_valid_after(moment + timedelta(days[1]))
        .add_extension(x509.KeyUsage(**{name: name in usage for name in USAGES}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
    )
    place = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(ocsp_url))
    oid = x509.ObjectIdentifier
    wanted = (
        (ca is not None, lambda: x509.BasicConstraints(ca=bool(ca), path_length=None)),
        (policies, lambda: x509.CertificatePolicies([x509.PolicyInformation(oid(name), None) for name in policies])),
        (eku, lambda: x509.ExtendedKeyUsage([oid(name) for name in eku])),
        (ocsp_url, lambda: x509.AuthorityInformationAccess([place])),
        (address, lambda: x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])),
    )
    for is_wanted, extension in wanted:
        if is_wanted:
            builder = builder.add_extension(extension(), critical=bool(ca) and extension is wanted[0][1])
    return Owner(builder.sign(signer, digest or SHA256()), key)


def authority(name: str, issuer: Owner | None = None, **shape: object) -> Owner:
    """A CA: its own, or below another."""
    kept = {"ca": True, "usage": ("key_cert_sign", "crl_sign"), "days": (-300, 3000), **shape}
    return issued(named(c="LT", cn=name), issuer, **kept)


def vouched(
    certificate: x509.Certificate,
    issuer: Owner,
    *,
    by: Owner | None = None,
    shown: Owner | None = None,
    moment: datetime = MOMENT,
    nonce: bytes = b"",
    status: ocsp.OCSPCertStatus = ocsp.OCSPCertStatus.GOOD,
    ends: datetime | None = None,
    by_key: bool = True,
    digest: HashAlgorithm | None = None,
) -> bytes:
    """A responder's answer about a certificate, in DER: the issuer's own, or `by` one whom it charged, with
    that one's certificate or the one `shown` instead."""
    signer = by or issuer
    revoked = status is ocsp.OCSPCertStatus.REVOKED
    builder = ocsp.OCSPResponseBuilder().add_response(
        certificate, issuer.certificate, SHA1(), status, moment, ends, moment if revoked else None, None
    )
    encoding = ocsp.OCSPResponderEncoding.HASH if by_key else ocsp.OCSPResponderEncoding.NAME
    builder = builder.responder_id(encoding, signer.certificate)
    if by:
        builder = builder.certificates([(shown or by).certificate])
    if nonce:
        builder = builder.add_extension(x509.OCSPNonce(nonce), critical=False)
    return builder.sign(signer.key, digest or SHA256()).public_bytes(Encoding.DER)


def old_dated(owner: Owner, issuer: Owner) -> Owner:
    """The same certificate with its last day written as GeneralizedTime, as SK's of 2015 and 2016 are."""
    sealed = bytearray(owner.certificate.tbs_certificate_bytes)
    ends = owner.certificate.not_valid_after_utc.strftime("%y%m%d%H%M%SZ").encode()
    place = sealed.index(b"\x17\x0d" + ends)
    sealed[place : place + 2] = b"\x18\x0f20"
    sealed[place - 16] += 2  # the length of validity, which holds two times of 15 bytes
    sealed[2:4] = (len(sealed) - 4).to_bytes(2, "big")
    signature = issuer.key.sign(bytes(sealed), ec.ECDSA(SHA256()))
    how = bytes.fromhex("300a06082a8648ce3d040302")  # ecdsa-with-SHA256
    whole = bytes(sealed) + how + bytes([3, len(signature) + 1, 0]) + signature
    return Owner(x509.load_der_x509_certificate(b"\x30\x82" + len(whole).to_bytes(2, "big") + whole), owner.key)
