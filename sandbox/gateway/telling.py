"""What the gateway says, in the shape and with the namespaces of its real answers, signed as it signs.

Nothing is canonicalised here: the signed text is written in its canonical form, and then dressed for sending.
"""

import hashlib
from base64 import b64encode, encodebytes
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

MESSAGE = "http://www.epaslaugos.lt/services/authentication"
DSIG = "http://www.w3.org/2000/09/xmldsig#"
C14N = "http://www.w3.org/2001/10/xml-exc-c14n#"
UNUSED = f'xmlns:dsig="{DSIG}" xmlns:ns3="http://viisp.ivpk.lt/systemHealth" xmlns:ns4="{C14N}"'  # as the real one has
HASHES: dict[str, Any] = {"sha1": hashes.SHA1(), "sha256": hashes.SHA256()}  # noqa: S303 - the real one signs so
METHOD = {"sha1": f"{DSIG}rsa-sha1", "sha256": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"}
DIGEST = {"sha1": f"{DSIG}sha1", "sha256": "http://www.w3.org/2001/04/xmlenc#sha256"}
KEPT = f'<InclusiveNamespaces xmlns="{C14N}" PrefixList="authentication"></InclusiveNamespaces>'
INFO = (
    f'<CanonicalizationMethod Algorithm="{C14N}">{KEPT}</CanonicalizationMethod>'
    '<SignatureMethod Algorithm="{method}"></SignatureMethod>'
    '<Reference URI="#uniqueId"><Transforms>'
    f'<Transform Algorithm="{DSIG}enveloped-signature"></Transform>'
    f'<Transform Algorithm="{C14N}">{KEPT}</Transform></Transforms>'
    '<DigestMethod Algorithm="{hash}"></DigestMethod><DigestValue>{digest}</DigestValue></Reference>'
)
ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">'
    '<SOAP-ENV:Header xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"/><soap:Body>{}</soap:Body></soap:Envelope>'
)


def tag(name: str, content: str) -> str:
    """An element of the messages around content that is XML already."""
    return f"<authentication:{name}>{content}</authentication:{name}>"


def text(name: str, content: str) -> str:
    """An element of the messages around plain text."""
    return tag(name, escape(content, {"\r": "&#xD;"}))


def key_of(folder: Path) -> rsa.RSAPrivateKey:
    """The gateway's own key."""
    key: Any = load_pem_private_key((folder / "viisp.pem").read_bytes(), password=None)
    return key  # type: ignore[no-any-return]


def signed(name: str, content: str, key: rsa.RSAPrivateKey, algorithm: str) -> str:
    """The envelope with this message, signed with "sha1" or "sha256"; KeyInfo names the key that was used."""
    opening = f'<authentication:{name} xmlns:authentication="{MESSAGE}"'
    closing = f"</authentication:{name}>"
    digest = hashlib.new(algorithm, f'{opening} id="uniqueId">{content}{closing}'.encode()).digest()
    info = INFO.format(method=METHOD[algorithm], hash=DIGEST[algorithm], digest=b64encode(digest).decode())
    canonical = f'<SignedInfo xmlns="{DSIG}" xmlns:authentication="{MESSAGE}">{info}</SignedInfo>'
    value = encodebytes(key.sign(canonical.encode(), padding.PKCS1v15(), HASHES[algorithm])).decode().rstrip()
    numbers = key.public_key().public_numbers()
    modulus = encodebytes(numbers.n.to_bytes((key.key_size + 7) // 8, "big")).decode().rstrip()
    signature = (
        f'<Signature xmlns="{DSIG}"><SignedInfo>{info}</SignedInfo><SignatureValue>{value}</SignatureValue>'
        f"<KeyInfo><KeyValue><RSAKeyValue><Modulus>{modulus}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue></KeyValue>"
        "</KeyInfo></Signature>"
    )
    return ENVELOPE.format(f'{opening} {UNUSED} id="uniqueId">{content}{signature}{closing}')


def fault(name: str, sentence: str) -> str:
    """A SOAP fault; `name` is the exception in its detail, or "" for one of the server itself."""
    detail = f'<detail><authentication:{name} xmlns:authentication="{MESSAGE}"/></detail>' if name else ""
    code = "soap:Client" if name else "soap:Server"
    words = f"<faultcode>{code}</faultcode><faultstring>{escape(sentence)}</faultstring>{detail}"
    return ENVELOPE.format(f"<soap:Fault>{words}</soap:Fault>")


def echo(word: str) -> str:
    """The answer of the health check."""
    health = "http://viisp.ivpk.lt/systemHealth"
    said = f"<health:echo>{escape(word)}</health:echo>"
    return ENVELOPE.format(f'<health:echoResponse xmlns:health="{health}">{said}</health:echoResponse>')
