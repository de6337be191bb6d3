"""Puts people with bills to pay and meters to declare into the running site, signed in.

`python -m tests.browser.payer 3` makes three and prints their session tokens, addresses and electricity meters."""

import secrets
import sqlite3
import subprocess
import sys
from dataclasses import dataclass

from playwright.sync_api import BrowserContext

from blueprints.cookies import hashed
from blueprints.hashing import hashing
from data.database import connect, open_database
from data.people import Person, begin_session
from settings import Settings
from tests import people
from tests.browser.site import ROOT, Site


@dataclass(frozen=True)
class Payer:
    """Somebody with a bill of 17,45 €, a declared gas meter to pay 8,90 € for, and two registers to declare."""

    site: Site
    token: str
    email: str
    meter: str

    @property
    def iki(self) -> str:
        return f"/readings/{self.meter}/values"

    def sign_in(self, context: BrowserContext) -> None:
        context.add_cookies([{"name": "session", "value": self.token, "url": self.site.url}])

    def end_session(self) -> None:
        """As after half an hour, or as another device can."""
        with sqlite3.connect(self.site.folder / "savitarna.db", timeout=10) as rows:
            ended = rows.execute("DELETE FROM session WHERE token_hash = ?", (hashed(self.token),))
        rows.close()
        assert ended.rowcount == 1

    def kept(self) -> tuple[int, int]:
        """How many declarations of the electricity meter and how many payments there are."""
        rows = sqlite3.connect(self.site.folder / "savitarna.db", timeout=10)
        ask = """SELECT (SELECT count(*) FROM declaration JOIN meter ON meter.id = meter_id WHERE meter.public_id = ?),
            (SELECT count(*) FROM payment JOIN person ON person.id = person_id WHERE email = ?)"""
        declarations, payments = rows.execute(ask, (self.meter, self.email)).fetchone()
        rows.close()
        return declarations, payments


def payers(site: Site, count: int) -> list[Payer]:
    command = [sys.executable, "-m", "tests.browser.payer", str(count)]
    told = subprocess.run(command, cwd=ROOT, env=site.environment, capture_output=True, text=True, check=True)
    return [Payer(site, *line.split()) for line in told.stdout.splitlines()]


def main(count: int) -> None:
    settings = Settings.from_environment()
    open_database(settings.database_url, settings.sandbox)
    connect()
    password = hashing.hash(people.PASSWORD)
    for place in range(Person.select().count(), Person.select().count() + count):
        flat = people.ona(f"moketoja{place}@pavyzdys.lt", 50000001 + 10 * place)
        Person.update(password_hash=password).where(Person.id == flat.person.id).execute()
        people.bill(flat.services["electricity"].account, f"B-{place}", 1745)
        people.declaration(flat.person, flat.meters["gas"], 890, {"": 2490})
        token = secrets.token_urlsafe(32)
        begin_session(flat.person.id, hashed(token), "test", "127.0.0.1", "tests")
        print(token, flat.person.email, flat.meters["electricity"].public_id)


if __name__ == "__main__":
    main(int(sys.argv[1]))
