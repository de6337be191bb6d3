"""Links 2: it numbers all that can be pressed or filled in, and a number typed presses it at once."""

from pathlib import Path

from tests.browser.text.reader import number
from tests.browser.text.terminal import Terminal


class Links(Terminal):
    found = 0

    def __init__(self, url: str) -> None:
        super().__init__("links2", "-no-connect", "-html-numbered-links", "1", url)

    def prepare(self, home: Path) -> None:
        """With a configuration, even an empty one, it does not greet a newcomer."""
        (home / ".links2").mkdir()
        (home / ".links2" / "links.cfg").touch()

    def find(self, words: str, under: str = "") -> None:
        self.found = number(self.page(), words, under)

    def press(self) -> None:
        self.keys("Enter", text=str(self.found))

    def type(self, text: str) -> None:
        self.press()
        self.keys("C-u")
        self.keys("PageUp", text=text)  # out of the field, which would eat the next number
