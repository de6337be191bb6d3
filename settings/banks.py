"""Our contracts with banks."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from settings.environment import SettingsError, needed, paths, words

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


def kiosk_methods(environ: Mapping[str, str], contracts: tuple[BankSettings, ...]) -> tuple[str, ...]:
    """The banks whose pages a terminal may open; none unless they are named."""
    named, known = words(environ, "KIOSK_METHODS"), tuple(bank.id for bank in contracts)
    if not set(named) <= set(known):
        raise SettingsError(f"KIOSK_METHODS must be of the configured banks: {', '.join(known) or 'there are none'}")
    return named
