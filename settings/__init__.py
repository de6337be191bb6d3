"""Everything that differs from one house to another, read once from the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from settings.banks import BankSettings, MontonioSettings, PayseraSettings, banks, kiosk_methods, montonio, paysera
from settings.environment import SettingsError as SettingsError
from settings.environment import needed, number, secret, switch, words
from settings.identity import (
    MobileIdSettings,
    OidcSettings,
    SmartIdSettings,
    Surroundings,
    ViispSettings,
    mobile_id,
    oidc,
    smart_id,
    viisp,
)

LOCAL = ("127.0.0.1", "localhost", "::1")
LANGUAGES = {"lt": "Lietuvių", "en": "English", "ru": "Русский", "pl": "Polski", "uk": "Українська"}


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
    paysera: PayseraSettings | None = None
    montonio: MontonioSettings | None = None
    transfer: bool = True
    kiosk_methods: tuple[str, ...] = ()
    smart_id: SmartIdSettings | None = None
    mobile_id: MobileIdSettings | None = None
    viisp: ViispSettings | None = None
    oidc: OidcSettings | None = None
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
        urls = [bank.url for bank in self.banks] + ([self.paysera.url] if self.paysera else [])
        urls += [self.montonio.url] if self.montonio else []
        parts = [urlsplit(url) for url in urls]
        return tuple(sorted({f"{part.scheme}://{part.netloc}" for part in parts}))

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read the environment. Raises SettingsError for a missing secret or a combination that is not allowed."""
        sandbox = switch(environ, "SANDBOX")
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
        around = Surroundings(sandbox, base_url, instance / "sandbox")
        contracts = banks(environ, sandbox, base_url, instance)
        return cls(
            base_url=base_url,
            secret_key=secret(environ, "SECRET_KEY", sandbox),
            identity_key=secret(environ, "IDENTITY_KEY", sandbox),
            database_url=environ.get("DATABASE_URL", f"sqlite:///{instance}/savitarna.db"),
            sandbox=sandbox,
            smtp_url=needed(environ, "SMTP_URL", "smtp://127.0.0.1:1025" if sandbox else ""),
            mail_from=environ.get("MAIL_FROM", cls.mail_from),
            staff_mail=environ.get("STAFF_MAIL", cls.staff_mail),
            instance=instance,
            fronts=number(environ, "FRONTS", cls.fronts, least=0),
            payee_account=needed(environ, "PAYEE_ACCOUNT", "LT121000011101001000" if sandbox else ""),
            payee_name=environ.get("PAYEE_NAME", cls.payee_name),
            password_tries=number(environ, "PASSWORD_TRIES", cls.password_tries),
            address_tries=number(environ, "ADDRESS_TRIES", cls.address_tries),
            trusted_addresses=words(environ, "TRUSTED_ADDRESSES", ",".join(LOCAL) if sandbox else ""),
            trusted_tries=number(environ, "TRUSTED_TRIES", cls.trusted_tries),
            letters_an_hour=number(environ, "LETTERS_AN_HOUR", cls.letters_an_hour),
            banks=contracts,
            paysera=paysera(environ, sandbox, base_url, instance),
            montonio=montonio(environ, sandbox, base_url),
            transfer=environ.get("TRANSFER", "1") == "1",
            kiosk_methods=kiosk_methods(environ, contracts),
            smart_id=smart_id(environ, around),
            mobile_id=mobile_id(environ, around),
            viisp=viisp(environ, around),
            oidc=oidc(environ),
        )
