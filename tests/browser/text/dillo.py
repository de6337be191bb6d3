"""Dillo: no script at all, few styles, and no cookies unless it is told."""

import subprocess

from tests.browser.text.drawn import Drawn
from tests.browser.text.eyes import Box, buttons
from tests.browser.text.reading import says
from tests.browser.text.screen import HEIGHT, WIDTH, keys, typed

HELPERS = "/usr/libexec/dillo/dpidc"  # the programs that Dillo starts for cookies and the like outlive it
COOKIES = "127.0.0.1 ACCEPT\n"  # what our own page says when there are none


class Dillo(Drawn):
    PAGE = Box(0, 0, WIDTH - 20, HEIGHT - 60)

    def __init__(self, url: str, cookies: str = COOKIES) -> None:
        super().__init__()
        folder = self.screen.home / ".dillo"
        folder.mkdir()
        if cookies:
            (folder / "cookiesrc").write_text(cookies)
        self.screen.open("dillo", "--fullwindow", "-geometry", f"{WIDTH}x{HEIGHT}+0+0", url)

    def _search(self, words: str, more: int) -> None:
        self.screen.do(*keys("ctrl+f"), *typed(words), *keys("Return", *["Return"] * more))

    def _search_in_vain(self) -> None:
        self._search("~~", 0)

    def _look(self, words: str, below: int) -> Box | None:
        """Its search passes by the words on buttons."""
        box = super()._look(words, below)
        if box:
            return box
        named = (button for button in buttons(self.plain) if button.top > below and says(self.plain, button, words))
        return next(named, None)

    def end(self) -> None:
        subprocess.run([HELPERS, "stop"], env=self.screen.around, capture_output=True)
        super().end()
