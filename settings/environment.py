"""Reading single words of the environment: each says by name what is wrong with it and what to write instead."""

from collections.abc import Mapping
from pathlib import Path

import click


class SettingsError(click.ClickException):
    """A setting is missing or makes no sense; the text says which one and what to write. A command says just that."""


def switch(environ: Mapping[str, str], name: str) -> bool:
    """0 or 1."""
    value = environ.get(name, "0")
    if value not in ("0", "1"):
        raise SettingsError(f"{name} must be 0 or 1")
    return value == "1"


def number(environ: Mapping[str, str], name: str, default: int, least: int = 1) -> int:
    """A whole number, `least` or more."""
    value = environ.get(name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) < least:
        raise SettingsError(f"{name} must be a whole number, {least} or more")
    return int(value)


def words(environ: Mapping[str, str], name: str, default: str = "") -> tuple[str, ...]:
    """Words with commas between them; none when nothing is said."""
    return tuple(word.strip() for word in environ.get(name, default).split(",") if word.strip())


def needed(environ: Mapping[str, str], name: str, default: str = "") -> str:
    """A word that must be there: the sandbox alone has a default for it."""
    value = environ.get(name) or default
    if not value:
        raise SettingsError(f"{name} is missing")
    return value


def needed_words(environ: Mapping[str, str], name: str, default: str = "") -> tuple[str, ...]:
    """At least one word, with commas between several."""
    return words({name: needed(environ, name, default)}, name)


def paths(environ: Mapping[str, str], name: str, default: str = "") -> tuple[Path, ...]:
    """Files that must be named, with commas between them."""
    return tuple(map(Path, needed_words(environ, name, default)))


def secret(environ: Mapping[str, str], name: str, sandbox: bool) -> str:
    """A secret of 32 characters or more; only the sandbox has one of its own."""
    value = needed(environ, name, f"only for the sandbox, never outside: {name}" if sandbox else "")
    if len(value) < 32:
        raise SettingsError(f"{name} must have at least 32 characters")
    return value


def one_of(environ: Mapping[str, str], name: str, known: tuple[str, ...]) -> str:
    """One of the known words, the first by default."""
    value = environ.get(name) or known[0]
    if value not in known:
        raise SettingsError(f"{name} must be one of: {', '.join(known)}")
    return value
