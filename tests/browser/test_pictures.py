"""The picture beside Iki costs nothing until somebody asks for it."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import assert_accessible
from tests.browser.site import Site
from tests.browser.walks import household


@pytest.mark.parametrize("script", [True], indirect=True, ids=["script"])
def test_the_picture_of_the_meter_is_fetched_when_it_is_asked_for(page: Page, site: Site) -> None:
    """With script. Chromium without it fetches every picture, so that nobody is followed by what they scroll to."""
    code = household(site, "70000061")
    fetched: list[str] = []

    def note(request: Request) -> None:
        if "/meters/" in request.url:
            fetched.append(request.url)

    page.on("request", note)
    page.goto("/")
    page.get_by_role("button", name="Deklaruoti pagal mokėtojo kodą").click()
    page.get_by_label("Ignitis (visuomeninis elektros tiekimas)").check()
    page.get_by_role("button", name="Tęsti").click()
    expect(page.locator("figure.bill img")).to_be_visible()
    page.locator("#payer_code").fill(code)
    page.get_by_label("Mano", exact=True).check()
    page.get_by_role("button", name="Tęsti").click()
    page.get_by_role("button", name="Pridėti paslaugą").click()
    page.get_by_role("link", name="Deklaruoti rodmenis").click()
    page.locator("#iki_t1").fill("12401")
    expect(page.locator("#used-t1")).to_have_text("56 kWh")
    assert fetched == []
    page.get_by_text("Kur matyti rodmenį?").click()
    picture = page.get_by_alt_text("Skaitiklio pavyzdys")
    expect(picture).to_be_visible()
    page.wait_for_function("document.querySelector('main details img').naturalWidth === 320")
    assert len(fetched) == 1
    assert_accessible(page)
    expect(page.locator("#iki_t1")).to_have_value("12401")
