"""The how-to video in a real browser: nothing of it before a press, then it plays with its captions."""

import pytest
from playwright.sync_api import Page, expect

from blueprints.film import facts
from tests.browser.conftest import assert_accessible

PLAYED = """film => new Promise((done) => film.addEventListener('timeupdate', () => {
    if (film.currentTime > 0.2) done();
}))"""


@pytest.mark.parametrize("script", [True], indirect=True, ids=["script"])
def test_the_film_is_loaded_and_plays_only_after_a_press(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith(".webm") else None)
    page.goto("/help/video")
    page.wait_for_load_state("networkidle")
    assert_accessible(page)
    assert asked == []
    film = page.locator("video")
    film.focus()
    page.keyboard.press("Space")
    film.evaluate(PLAYED)
    assert asked
    assert film.evaluate("film => film.duration") == pytest.approx(facts()["seconds"], abs=0.5)
    assert film.evaluate("film => film.textTracks[0].mode") == "showing"
    expect(page.get_by_role("link", name="Atsisiųsti filmuką")).to_be_visible()
