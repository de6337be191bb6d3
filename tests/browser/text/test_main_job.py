"""The main job from first page to receipt, without script: in four browsers of the terminal, in two of windows."""

import sqlite3
from contextlib import closing

from tests.browser import job, walks
from tests.browser.site import Site
from tests.browser.text.conftest import KINDS
from tests.browser.text.reader import Reader

PAID = "SELECT state, amount FROM payment JOIN person ON person.id = person_id WHERE email = ?"
READ = """SELECT value FROM reading JOIN declaration ON declaration.id = declaration_id
    JOIN person ON person.id = person_id WHERE email = ? ORDER BY value"""


def kept(site: Site, query: str, email: str) -> list[tuple[object, ...]]:
    """What the site has written down of this person, whatever a browser shows."""
    with closing(sqlite3.connect(site.folder / "savitarna.db")) as database:
        return database.execute(query, [email]).fetchall()


def test_the_main_job_without_script(browser: Reader, site: Site) -> None:
    kind = type(browser)
    email, code = f"{kind.__name__.lower()}@pavyzdys.lt", walks.household(site, f"7100000{KINDS.index(kind)}")
    job.register(browser, site, email)
    job.add_provider(browser, code)
    job.type_readings(browser)
    job.declare_and_pay(browser, code)
    assert kept(site, PAID, email) == [("paid", 2977)]
    assert kept(site, READ, email) == [(4_400_000,), (12_401_000,)]
