"""`lighthouse`: accessibility and best practices of every page that a resident can open, as Lighthouse scores them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from measure.auditor import auditing
from measure.doors import account, ask_for_help, come_again, come_by, prove, register
from measure.errands import add, declare, pay
from measure.figures import Figure
from measure.pages import unseen
from measure.tour import Tour
from tests.browser.site import running

# In the order in which a resident's life has them.
CHAPTERS: tuple[Callable[[Tour], Iterator[Figure]], ...] = (
    come_by,
    ask_for_help,
    register,
    add,
    declare,
    pay,
    account,
    come_again,
    prove,
)


def figures() -> Iterator[Figure]:
    with TemporaryDirectory(prefix="savitarna-lighthouse-") as folder, running(Path(folder)) as site:
        with auditing(site, Path(folder)) as (context, auditor):
            tour = Tour(site, context.pages[0], auditor)
            for chapter in CHAPTERS:
                yield from chapter(tour)
        left = unseen(tour.seen)
        yield Figure("pages of docs/urls.txt that were not looked at", len(left), most=0, detail=", ".join(left))
