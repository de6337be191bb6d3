"""Key pairs of the stand-ins, made once: `python -m sandbox.keys [DIR]`; without DIR, $INSTANCE/sandbox.

Each side gets its own pair: `savitarna.pem` (for the banks), `savitarna-viisp.pem` (for the gateway), `<bank>.pem` and
`viisp.pem` are private, `*.pub.pem` are what the other side is given.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

PARTIES = ("savitarna", "swedbank", "seb", "luminor", "artea", "paysera", "savitarna-viisp", "viisp")


def make(folder: Path) -> list[str]:
    """Write the pairs that are not there yet. Returns whose they are."""
    with locked(folder):
        return _make_missing(folder)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Make the folder, and keep other processes from making keys in it: two that start at once must not mix theirs."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "keys.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield


def _make_missing(folder: Path) -> list[str]:
    missing = [name for name in PARTIES if not (folder / f"{name}.pub.pem").exists()]
    for name in missing:
        key = rsa.generate_private_key(65537, 2048)
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        write(folder / f"{name}.pem", private, 0o600)
        write(folder / f"{name}.pub.pem", public, 0o644)
    return missing


def write(path: Path, content: bytes, mode: int) -> None:
    """A file that nobody else may read when the mode says so, not even for a moment."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
        file.write(content)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(os.environ.get("INSTANCE", "instance"), "sandbox"))
