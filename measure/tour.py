"""Somebody who opens every page there is for a resident, and has each looked at."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from measure.auditor import Auditor, Way
from measure.figures import Figure
from measure.pages import pattern_of
from tests.browser.site import Site

HUNDRED = 100


@dataclass
class Tour:
    """A tab, and what has been seen in it."""

    site: Site
    page: Page
    auditor: Auditor
    seen: set[str] = field(default_factory=set)

    def look(self, way: Way = "navigation") -> Figure:
        """The scores of the page that is open; the lower one is held to a hundred."""
        self.page.wait_for_load_state("networkidle")
        self.seen.add(pattern_of(self.page.url))
        found = self.auditor.scores(self.page.url, way)
        title = self.page.title().removesuffix(" – Savitarna")
        detail = f"accessibility {found.accessibility}, best practices {found.best_practices}"
        if found.failed:
            detail += f": {', '.join(found.failed)}"
        name = f"{pattern_of(self.page.url)} {title}"
        return Figure(name[:58], min(found.accessibility, found.best_practices), least=HUNDRED, detail=detail)

    def open(self, path: str, way: Way = "navigation") -> Figure:
        self.page.goto(path)
        return self.look(way)

    def refused(self, button: Locator | None = None) -> Figure:
        """The form is sent with what stands in it now, which is wrong; the page with its problems."""
        (button or self.buttons.first).click()
        expect(self.page.locator(".problems, .problem").first).to_be_visible()
        return self.look("snapshot")

    @property
    def buttons(self) -> Locator:
        return self.page.locator("main form:not([role=search]) button[type=submit]")

    def press(self, name: str, then: str) -> None:
        """The button of this name, and on."""
        self.page.get_by_role("button", name=name).first.click()
        self.arrive(then)

    def follow(self, name: str, then: str) -> None:
        self.page.get_by_role("main").get_by_role("link", name=name).first.click()
        self.arrive(then)

    def arrive(self, where: str) -> None:
        """At the page with this heading, or at this address."""
        if where.startswith("/"):
            self.page.wait_for_url(f"**{where}")
        else:
            expect(self.page.locator("h1")).to_contain_text(where)

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path
