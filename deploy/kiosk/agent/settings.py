"""The settings of one terminal, read once at the start from a TOML file; what it does not know stops the start."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

FILE = Path("/etc/kiosk/agent.toml")
Command = tuple[str, ...]


class SettingsError(Exception):
    """A sentence that says what to write."""


@dataclass(frozen=True)
class Settings:
    """Commands are lists of words and run without a shell; README.md says what each setting is."""

    portal: str
    browser: Command
    nearest: str = ""
    phone: str = "1802"
    touch: str = ""
    printer: str = ""
    model: str = "raster-80"
    louder: Command = ()
    quieter: Command = ()
    usual_volume: Command = ()
    headphones: Command = ()
    reader: Command = ()
    secret: Path = Path("/var/lib/kiosk/secret")
    folder: Path = Path("/run/kiosk")
    port: int = 8010
    idle: float = 4 * 60  # seconds without a touch
    longest: float = 31 * 60  # seconds: the portal ends a visit after 30 minutes, outside pages do not
    beat: float = 60
    ask: float = 15

    @classmethod
    def from_file(cls, file: Path = FILE) -> "Settings":
        try:
            told = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as broken:
            raise SettingsError(f"{file} cannot be read: {broken}") from None
        kinds = {field.name: field.type for field in fields(cls)}
        unknown = sorted(set(told) - set(kinds))
        if unknown:
            raise SettingsError(f"{file}: {', '.join(unknown)} is not a setting")
        read = {name: _read(file, name, value, kinds[name]) for name, value in told.items()}
        made = cls(**{"portal": "", "browser": ()} | read)
        made.check(file)
        return made

    def check(self, file: Path) -> None:
        """Raise SettingsError for what cannot work, or would carry the secret in the open."""
        split = urlsplit(self.portal)
        is_here = split.hostname in ("127.0.0.1", "localhost")
        if not split.netloc or split.path or split.scheme not in ("https", "http"):
            raise SettingsError(f"{file}: portal must be like https://savitarna.example, with nothing behind it")
        if split.scheme == "http" and not is_here:
            raise SettingsError(f"{file}: portal must begin with https://")
        if "{url}" not in self.browser:
            raise SettingsError(f"{file}: browser needs a word {{url}}")


def _read(file: Path, name: str, value: Any, kind: Any) -> Any:
    if kind is Command and isinstance(value, list) and all(isinstance(word, str) for word in value):
        return tuple(value)
    if kind is Path and isinstance(value, str):
        return Path(value)
    if kind in (int, float) and isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if kind is str and isinstance(value, str):
        return value
    raise SettingsError(f"{file}: {name} is of the wrong kind")
