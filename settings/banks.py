"""Our contracts with banks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from settings.environment import SettingsError, needed, paths, switch, words

BANKS = ("swedbank", "seb", "luminor", "artea")


@dataclass(frozen=True)
class BankSettings:
    """Our contract with one bank: addresses, names in the protocol, and files with keys (PEM)."""

    id: str
    url: str
    sender_id: str
    bank_id: str
    key: Path
    bank_keys: tuple[Path, ...]


def banks(environ: Mapping[str, str], sandbox: bool, base_url: str, instance: Path) -> tuple[BankSettings, ...]:
    """Every bank that is configured; the sandbox configures all of them with their stand-ins."""
    found = (_bank(environ, name, sandbox, base_url, instance / "sandbox") for name in BANKS)
    return tuple(bank for bank in found if bank)


def _bank(environ: Mapping[str, str], name: str, sandbox: bool, base_url: str, keys: Path) -> BankSettings | None:
    """A bank is configured when its URL is."""
    prefix = name.upper()
    url = environ.get(f"{prefix}_URL") or (f"{base_url}/sandbox/bank/{name}" if sandbox else "")
    if not url:
        return None
    return BankSettings(
        id=name,
        url=url,
        sender_id=needed(environ, f"{prefix}_SENDER_ID", "SAVITARNA" if sandbox else ""),
        bank_id=needed(environ, f"{prefix}_BANK_ID", name.upper() if sandbox else ""),
        key=Path(needed(environ, f"{prefix}_KEY", str(keys / "savitarna.pem") if sandbox else "")),
        bank_keys=paths(environ, f"{prefix}_BANK_KEYS", str(keys / f"{name}.pub.pem") if sandbox else ""),
    )


@dataclass(frozen=True)
class PayseraSettings:
    """Our project at Paysera: where payers are sent, its number and password, and files with its keys (PEM)."""

    url: str
    project: str
    password: str = field(repr=False)
    keys: tuple[Path, ...]
    is_encrypted: bool


def paysera(environ: Mapping[str, str], sandbox: bool, base_url: str, instance: Path) -> PayseraSettings | None:
    """Paysera is configured when its URL is; the sandbox has it with its stand-in."""
    url = environ.get("PAYSERA_URL") or (f"{base_url}/sandbox/paysera/" if sandbox else "")
    if not url:
        return None
    is_encrypted = switch(environ, "PAYSERA_ENCRYPTED")
    here = str(instance / "sandbox" / "paysera.pub.pem") if sandbox else ""
    return PayseraSettings(
        url=url,
        project=needed(environ, "PAYSERA_PROJECT", "1001" if sandbox else ""),
        password=needed(environ, "PAYSERA_PASSWORD", "sandbox-paysera" if sandbox else ""),
        keys=() if is_encrypted else paths(environ, "PAYSERA_KEYS", here),
        is_encrypted=is_encrypted,
    )


@dataclass(frozen=True)
class MontonioSettings:
    """Our store at Montonio: where its API is, and its pair of keys."""

    url: str
    access_key: str
    secret_key: str = field(repr=False)


def montonio(environ: Mapping[str, str], sandbox: bool, base_url: str) -> MontonioSettings | None:
    """Montonio is configured when its URL is; the sandbox has it with its stand-in."""
    url = environ.get("MONTONIO_URL") or (f"{base_url}/sandbox/montonio/api" if sandbox else "")
    if not url:
        return None
    return MontonioSettings(
        url=url,
        access_key=needed(environ, "MONTONIO_ACCESS_KEY", "sandbox-access" if sandbox else ""),
        secret_key=needed(
            environ, "MONTONIO_SECRET_KEY", "sandbox-montonio-secret-long-enough-for-hmac" if sandbox else ""
        ),
    )


def kiosk_methods(environ: Mapping[str, str], contracts: tuple[BankSettings, ...]) -> tuple[str, ...]:
    """The banks whose pages a terminal may open; none unless they are named."""
    named, known = words(environ, "KIOSK_METHODS"), tuple(bank.id for bank in contracts)
    if not set(named) <= set(known):
        raise SettingsError(f"KIOSK_METHODS must be of the configured banks: {', '.join(known) or 'there are none'}")
    return named
