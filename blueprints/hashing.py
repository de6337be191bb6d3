"""Hashing of passwords, argon2id, so many at a time as there are cores: the easiest door to exhaust a small server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

CORES = os.cpu_count() or 1
QUEUE = 4  # how many may wait for a core; the other threads of the process answer other pages
PATIENCE = 3.0  # seconds that one waits


class Busy(Exception):
    """Too many passwords at once; nothing was hashed."""


class Hashing:
    """argon2id t=2, m=19 MiB, p=1 (ASVS 5.0 appendix C), behind a short queue."""

    def __init__(self, cores: int = CORES, queue: int = QUEUE, patience: float = PATIENCE) -> None:
        self.hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
        self.at_work, self.inside, self.patience = BoundedSemaphore(cores), BoundedSemaphore(cores + queue), patience
        self.nobody = self.hasher.hash("nobody's password")

    def hash(self, password: str) -> str:
        """The hash to keep. Raises Busy."""
        with self._turn():
            return self.hasher.hash(password)

    def fits(self, kept: str | None, password: str) -> bool:
        """Whether the password is the one. Without an account (None) it takes as long and is false. Raises Busy."""
        with self._turn():
            try:
                return self.hasher.verify(kept or self.nobody, password) and bool(kept)
            except (VerificationError, InvalidHashError):
                return False

    def is_old(self, kept: str) -> bool:
        """Whether the hash was made with parameters that we no longer use."""
        return self.hasher.check_needs_rehash(kept)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self.inside.acquire(blocking=False):
            raise Busy
        try:
            if not self.at_work.acquire(timeout=self.patience):
                raise Busy
            try:
                yield
            finally:
                self.at_work.release()
        finally:
            self.inside.release()


hashing = Hashing()
