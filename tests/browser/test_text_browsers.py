"""What a person reads in lynx and w3m."""

import pytest

from tests.browser.site import Site
from tests.browser.text import Lynx, W3m


@pytest.mark.parametrize("kind", [Lynx, W3m])
def test_the_language_is_changed_in_a_text_browser(site: Site, kind: type[Lynx] | type[W3m]) -> None:
    browser = kind(f"{site.url}/nothing-here")
    try:
        assert "Tokio puslapio nėra" in browser.page()
        browser.find("English")
        browser.press()
        assert "Lietuvių" in browser.page()
    finally:
        browser.end()
