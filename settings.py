"""Everything that differs from one house to another, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import click

LOCAL = ("127.0.0.1", "localhost", "::1")
BANKS = ("swedbank", "seb", "luminor", "artea")
LANGUAGES = {"lt": "Lietuvių", "en": "English"}


class SettingsError(click.ClickException):
    """A setting is missing or makes no sense; the text says which one and what to write. A command says just that."""


@dataclass(frozen=True)
class BankSettings:
    """Our contract with one bank: addresses, names in the protocol, and files with keys (PEM)."""

    id: str
    url: str
    sender_id: str
    bank_id: str
    key: Path
    bank_keys: tuple[Path, ...]


@dataclass(frozen=True)
class Settings:
    """All settings. Names in the environment are the same in capitals; README lists them."""

    base_url: str
    secret_key: str = field(repr=False)
    identity_key: str = field(repr=False)
    database_url: str = "sqlite:///instance/savitarna.db"
    sandbox: bool = False
    smtp_url: str = field(default="", repr=False)
    mail_from: str = "savitarna@savitarna.example"
    staff_mail: str = "pagalba@savitarna.example"
    instance: Path = Path("instance")
    fronts: int = 0
    payee_account: str = ""
    payee_name: str = "Savitarna"
    banks: tuple[BankSettings, ...] = ()
    password_tries: int = 5
    address_tries: int = 30
    trusted_addresses: tuple[str, ...] = ()
    trusted_tries: int = 1000
    letters_an_hour: int = 3

    @property
    def secure(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).netloc

    @property
    def outside_origins(self) -> tuple[str, ...]:
        """Origins that a form or its redirect may lead to; they go into the content security policy."""
        parts = [urlsplit(bank.url) for bank in self.banks]
        return tuple(sorted({f"{part.scheme}://{part.netloc}" for part in parts}))

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read the environment. Raises SettingsError for a missing secret or a combination that is not allowed."""
        sandbox = _switch(environ, "SANDBOX")
        port = environ.get("PORT", "8000")
        base_url = environ.get("BASE_URL", f"http://127.0.0.1:{port}" if sandbox else "").rstrip("/")
        if not base_url:
            raise SettingsError(
                "BASE_URL is missing: the address residents see, for example https://savitarna.example. "
                "For the sandbox of `make run` write SANDBOX=1 instead"
            )
        if sandbox and urlsplit(base_url).hostname not in LOCAL:
            raise SettingsError("SANDBOX=1 is refused with a BASE_URL that others can reach")
        if not sandbox and not base_url.startswith("https://"):
            raise SettingsError("BASE_URL must begin with https:// unless SANDBOX=1")
        instance = Path(environ.get("INSTANCE", "instance"))
        return cls(
            base_url=base_url,
            secret_key=_secret(environ, "SECRET_KEY", sandbox),
            identity_key=_secret(environ, "IDENTITY_KEY", sandbox),
            database_url=environ.get("DATABASE_URL", f"sqlite:///{instance}/savitarna.db"),
            sandbox=sandbox,
            smtp_url=_needed(environ, "SMTP_URL", "smtp://127.0.0.1:1025" if sandbox else ""),
            mail_from=environ.get("MAIL_FROM", cls.mail_from),
            staff_mail=environ.get("STAFF_MAIL", cls.staff_mail),
            instance=instance,
            fronts=_number(environ, "FRONTS", cls.fronts, least=0),
            payee_account=_needed(environ, "PAYEE_ACCOUNT", "LT121000011101001000" if sandbox else ""),
            payee_name=environ.get("PAYEE_NAME", cls.payee_name),
            password_tries=_number(environ, "PASSWORD_TRIES", cls.password_tries),
            address_tries=_number(environ, "ADDRESS_TRIES", cls.address_tries),
            trusted_addresses=_words(environ, "TRUSTED_ADDRESSES", ",".join(LOCAL) if sandbox else ""),
            trusted_tries=_number(environ, "TRUSTED_TRIES", cls.trusted_tries),
            letters_an_hour=_number(environ, "LETTERS_AN_HOUR", cls.letters_an_hour),
            banks=tuple(bank for bank in (_bank(environ, name, sandbox, base_url, instance) for name in BANKS) if bank),
        )


def _switch(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(name, "0")
    if value not in ("0", "1"):
        raise SettingsError(f"{name} must be 0 or 1")
    return value == "1"


def _number(environ: Mapping[str, str], name: str, default: int, least: int = 1) -> int:
    value = environ.get(name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) < least:
        raise SettingsError(f"{name} must be a whole number, {least} or more")
    return int(value)


def _words(environ: Mapping[str, str], name: str, default: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in environ.get(name, default).split(",") if word.strip())


def _needed(environ: Mapping[str, str], name: str, default: str) -> str:
    value = environ.get(name) or default
    if not value:
        raise SettingsError(f"{name} is missing")
    return value


def _secret(environ: Mapping[str, str], name: str, sandbox: bool) -> str:
    value = _needed(environ, name, f"only for the sandbox, never outside: {name}" if sandbox else "")
    if len(value) < 32:
        raise SettingsError(f"{name} must have at least 32 characters")
    return value


def _bank(environ: Mapping[str, str], name: str, sandbox: bool, base_url: str, instance: Path) -> BankSettings | None:
    """A bank is configured when its URL is; the sandbox configures every bank with its stand-in."""
    prefix, keys = name.upper(), instance / "sandbox"
    url = environ.get(f"{prefix}_URL") or (f"{base_url}/sandbox/bank/{name}" if sandbox else "")
    if not url:
        return None
    return BankSettings(
        id=name,
        url=url,
        sender_id=_needed(environ, f"{prefix}_SENDER_ID", "SAVITARNA" if sandbox else ""),
        bank_id=_needed(environ, f"{prefix}_BANK_ID", name.upper() if sandbox else ""),
        key=Path(_needed(environ, f"{prefix}_KEY", str(keys / "savitarna.pem") if sandbox else "")),
        bank_keys=tuple(
            Path(path)
            for path in _needed(environ, f"{prefix}_BANK_KEYS", str(keys / f"{name}.pub.pem") if sandbox else "").split(
                ","
            )
        ),
    )
