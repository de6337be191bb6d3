"""The main job: from the first page to the paid receipt, with script and without, on a telephone 360 pixels wide."""

from playwright.sync_api import Page, expect

from tests.browser import walks
from tests.browser.mail import letter
from tests.browser.site import Site
from tests.browser.weight import weigh

FIRST_PAGE, FRAGMENT, JOURNEY = 14_336, 3_072, 61_440  # bytes on the wire
PAGES = 12


def test_a_new_resident_registers_adds_a_provider_declares_and_pays(page: Page, site: Site, script: bool) -> None:
    email = f"naujas-{'su' if script else 'be'}@pavyzdys.lt"
    code = walks.household(site, "70000001" if script else "70000002")
    weight = weigh(page, site.url)
    walks.register(page, site, email, script)
    walks.add_provider(page, script, code)
    walks.declare_and_pay(page, script)
    walks.at_the_bank(page, "Mokėti")
    expect(page.locator("h1")).to_have_text("Apmokėta")
    page.get_by_role("link", name="Atverti kvitą").click()
    expect(page.get_by_role("main")).to_contain_text("29,77 €")
    expect(page.get_by_role("main")).to_contain_text(code)
    assert "29,77" in letter(site, email, "pmok")

    print(f"{weight.total} bytes, {len(weight.pages)} pages: {[weight.urls[key] for key in weight.pages]}")
    first = weight.sizes[weight.pages[0]]
    assert first <= FIRST_PAGE
    assert weight.heaviest("Fragment")[0] <= FRAGMENT, weight.heaviest("Fragment")
    assert weight.heaviest("Live")[0] <= 1_400, weight.heaviest("Live")
    assert weight.total <= JOURNEY, sorted((size, weight.urls[key]) for key, size in weight.sizes.items())
    assert len(weight.pages) <= PAGES, [weight.urls[key] for key in weight.pages]
