"""Single pages in small browsers."""

from tests.browser.site import Site
from tests.browser.text.dillo import COOKIES, Dillo
from tests.browser.text.reader import Reader


def test_the_language_is_changed_in_a_small_browser(site: Site, kind: type[Reader]) -> None:
    browser = kind(f"{site.url}/nothing-here")
    try:
        browser.see("Tokio puslapio nėra")
        browser.find("English")
        browser.press()
        browser.see("Report an error")
    finally:
        browser.end()


def test_a_refused_form_says_what_is_wrong(site: Site, kind: type[Reader]) -> None:
    """Dillo and Links would show the page from memory, without its problems, if its address were the same."""
    browser = kind(f"{site.url}/register/email")
    try:
        browser.find("Tęsti")
        browser.press()
        browser.see("Įveskite el. pašto adresą")
    finally:
        browser.end()


def test_dillo_as_it_comes_is_told_how_to_let_our_cookie_in(site: Site) -> None:
    browser = Dillo(f"{site.url}/register/email", cookies="")
    try:
        browser.find("Tęsti")
        browser.press()
        browser.see("Naršyklė nepriima slapukų")
        browser.see(COOKIES.strip())
    finally:
        browser.end()
