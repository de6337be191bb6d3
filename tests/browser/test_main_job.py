"""The main job: from the first page to the paid receipt, with script and without, on a telephone 360 pixels wide."""

from playwright.sync_api import Page

from tests.browser import walks
from tests.browser.mail import letter
from tests.browser.site import Site
from tests.browser.weight import FIRST_PAGE, FRAGMENT, JOURNEY, LIVE, weigh

PAGES = 12


def test_a_new_resident_registers_adds_a_provider_declares_and_pays(page: Page, site: Site, script: bool) -> None:
    email = f"naujas-{'su' if script else 'be'}@pavyzdys.lt"
    weight = weigh(page, site.url)
    walks.main_job(page, site, email, "70000001" if script else "70000002", script)
    assert "29,77" in letter(site, email, "pmok")

    assert weight.sizes[weight.pages[0]] <= FIRST_PAGE
    assert weight.heaviest("Fragment")[0] <= FRAGMENT, weight.heaviest("Fragment")
    assert weight.heaviest("Live")[0] <= LIVE, weight.heaviest("Live")
    assert weight.total <= JOURNEY, sorted((size, weight.urls[key]) for key, size in weight.sizes.items())
    assert len(weight.pages) <= PAGES, [weight.urls[key] for key in weight.pages]
