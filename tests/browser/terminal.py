"""Puts a terminal into the running site: `python -m tests.browser.terminal` prints its secret."""

import secrets

from blueprints.cookies import hashed
from data import kiosks, sealing
from data.database import connect, open_database
from settings import Settings


def main() -> None:
    settings = Settings.from_environment()
    sealing.set_key(settings.identity_key)
    open_database(settings.database_url, settings.sandbox)
    connect()
    secret = secrets.token_urlsafe(32)
    kiosks.enrol(kiosks.one(kiosks.make("Žirmūnų biblioteka", "Žirmūnų g. 6, Vilnius")).code, hashed(secret))
    print(secret)


if __name__ == "__main__":
    main()
