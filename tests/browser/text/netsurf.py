"""NetSurf: a small engine of its own, with much of CSS and without script."""

from tests.browser.text.drawn import Drawn
from tests.browser.text.eyes import Box
from tests.browser.text.screen import HEIGHT, WIDTH, click, keys, typed

CHOICES = f"window_width:{WIDTH}\nwindow_height:{HEIGHT}\nwindow_x:0\nwindow_y:0\n"
SEARCH, CASE = (150, 62), (467, 62)  # once the search is open


class NetSurf(Drawn):
    PAGE = Box(0, 90, WIDTH - 25, HEIGHT - 35)

    def __init__(self, url: str) -> None:
        super().__init__()
        folder = self.screen.home / ".config" / "netsurf"
        folder.mkdir(parents=True)
        (folder / "Choices").write_text(CHOICES)
        self.screen.open("netsurf-gtk", url)
        self.screen.rest()
        self.screen.do(*keys("ctrl+f"))
        self.screen.rest()
        self.screen.do(*click(*CASE))  # else it finds no words that begin with a letter beyond ASCII

    def _search(self, words: str, more: int) -> None:
        """It searches at each stroke; behind a sign that is on no page, half the words find nothing."""
        written = [*keys("ctrl+a"), *typed(f"~{words}"), *keys("Home", "Delete", *["Return"] * more)]
        self.screen.do(*click(*SEARCH), *written)

    def _search_in_vain(self) -> None:
        self.screen.do(*keys("asciitilde"))
