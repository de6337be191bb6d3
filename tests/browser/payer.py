"""Puts somebody with bills to pay into the running site: `python -m tests.browser.payer` prints their session token."""

import secrets

from blueprints.cookies import hashed
from data.database import connect, open_database
from data.people import Person, begin_session
from settings import Settings
from tests import people


def main() -> None:
    settings = Settings.from_environment()
    open_database(settings.database_url, settings.sandbox)
    connect()
    place = Person.select().count()
    flat = people.ona(f"moketoja{place}@pavyzdys.lt", 50000001 + 10 * place)
    people.bill(flat.services["electricity"].account, f"B-{place}", 1745)
    people.declaration(flat.person, flat.meters["gas"], 890, {"": 2490})
    token = secrets.token_urlsafe(32)
    begin_session(flat.person.id, hashed(token), "test", "127.0.0.1", "tests")
    print(token)


if __name__ == "__main__":
    main()
