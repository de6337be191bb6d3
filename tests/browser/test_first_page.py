"""The pages that anybody can open."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import assert_accessible


@pytest.mark.parametrize("path", ["/nothing-here"])
def test_opens_and_is_accessible(page: Page, script: bool, path: str) -> None:
    page.goto(path)
    assert page.locator("h1").count() == 1
    assert_accessible(page, script)
