"""How each bank speaks, read from banks.toml, and the keys of our contracts."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA512, HashAlgorithm
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from gateways.errors import GatewayError
from rules.payments import Outcome

HASHES: dict[str, type[HashAlgorithm]] = {"sha1": SHA1, "sha256": SHA256, "sha512": SHA512}
OUTCOMES: dict[str, Outcome] = {
    "1101": "paid", "1111": "paid", "1201": "pending", "1901": "failed", "1902": "failed", "1911": "failed",
}  # fmt: skip
TABLES = Path(__file__).with_name("banks.toml")
HASH_BY_VERSION = {"008": "sha1", "009": "sha512"}


@dataclass(frozen=True)
class Dialect:
    """How one bank speaks: a table of banks.toml."""

    id: str
    name: str
    request: str
    version: str
    hash: str
    encoding: str
    encoding_field: str
    length_unit: str
    fixed: Mapping[str, str]
    orders: Mapping[str, tuple[str, ...]]
    aliases: Mapping[str, str]


def dialects() -> dict[str, Dialect]:
    """Every bank of banks.toml, by id. Raises GatewayError("broken") for a table that makes no sense."""
    tables = tomllib.loads(TABLES.read_text("utf-8"))
    return {name: dialect(name, bank, tables["orders"]) for name, bank in tables["banks"].items()}


def dialect(name: str, bank: dict[str, Any], orders: dict[str, list[str]]) -> Dialect:
    """One bank's table and the common orders of fields → a checked Dialect."""
    own = {**orders, **bank.get("orders", {})}
    digest = bank.get("hash") or HASH_BY_VERSION.get(bank["version"], "")
    try:
        "".encode(bank["encoding"])
    except LookupError as error:
        raise GatewayError("broken", f"{name}: no such encoding {bank['encoding']}") from error
    if digest not in HASHES or bank["length_unit"] not in ("characters", "bytes") or bank["request"] not in own:
        raise GatewayError("broken", f"{name}: hash, length_unit or request is unknown")
    if not set(OUTCOMES) <= set(own):
        raise GatewayError("broken", f"{name}: an answer has no order of fields")
    return Dialect(
        id=name,
        name=bank["name"],
        request=bank["request"],
        version=bank["version"],
        hash=digest,
        encoding=bank["encoding"],
        encoding_field=bank["encoding_field"],
        length_unit=bank["length_unit"],
        fixed=bank.get("fixed", {}),
        orders={service: tuple(names) for service, names in own.items()},
        aliases=bank.get("aliases", {}),
    )


def private_key(path: Path) -> RSAPrivateKey:
    """Our key of one contract, from a PEM file. Raises GatewayError("broken")."""
    key = _loaded(path, lambda pem: load_pem_private_key(pem, password=None))
    if not isinstance(key, RSAPrivateKey):
        raise GatewayError("broken", f"{path} is no private RSA key")
    return key


def public_keys(paths: Iterable[Path]) -> tuple[RSAPublicKey, ...]:
    """The bank's keys, current first, from PEM files of SubjectPublicKeyInfo. Raises GatewayError("broken")."""
    keys = []
    for path in paths:
        key = _loaded(path, load_pem_public_key)
        if not isinstance(key, RSAPublicKey):
            raise GatewayError("broken", f"{path} is no public RSA key")
        keys.append(key)
    return tuple(keys)


def _loaded(path: Path, load: Any) -> Any:
    try:
        return load(path.read_bytes())
    except (OSError, ValueError, TypeError) as error:
        raise GatewayError("broken", f"{path} cannot be read as a key: {error}") from error
