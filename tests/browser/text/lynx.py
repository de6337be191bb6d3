"""lynx: it numbers links and fields, and goes to the number before a g."""

from pathlib import Path

from tests.browser.text.reader import number
from tests.browser.text.terminal import Terminal

CONFIGURATION = """\
INFOSECS:0
MESSAGESECS:0
ALERTSECS:0
ACCEPT_ALL_COOKIES:TRUE
DEFAULT_KEYPAD_MODE:LINKS_AND_FIELDS_ARE_NUMBERED
"""


class Lynx(Terminal):
    def __init__(self, url: str) -> None:
        super().__init__("lynx", "-cfg=lynx.cfg", "-display_charset=utf-8", "-tna", url)

    def prepare(self, home: Path) -> None:
        (home / "lynx.cfg").write_text(CONFIGURATION)

    def find(self, words: str, under: str = "") -> None:
        self.keys("Enter", text=f"{number(self.page(), words, under)}g")

    def press(self) -> None:
        self.keys("Enter")

    def type(self, text: str) -> None:
        self.keys("Enter", "C-u")
        self.keys("Down", text=text)
