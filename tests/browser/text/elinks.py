"""ELinks: it numbers all that can be pressed or filled in, and a number typed goes there."""

from pathlib import Path

from tests.browser.text.reader import number
from tests.browser.text.terminal import Terminal

# It would ask before each form that is sent and each cookie that is set.
CONFIGURATION = """\
set document.browse.forms.confirm_submit = 0
set document.browse.links.numbering = 1
set document.browse.links.number_keys_select_link = 2
set cookies.accept_policy = 2
set terminal.xterm.utf_8_io = 1
"""


class Elinks(Terminal):
    def __init__(self, url: str) -> None:
        super().__init__("elinks", "-no-connect", "1", url)

    def prepare(self, home: Path) -> None:
        (home / ".elinks").mkdir()
        (home / ".elinks" / "elinks.conf").write_text(CONFIGURATION)

    def find(self, words: str, under: str = "") -> None:
        self.keys("Enter", text=str(number(self.page(), words, under)))

    def press(self) -> None:
        self.keys("Enter")

    def type(self, text: str) -> None:
        self.keys("Enter", "C-u")
        self.keys("Escape", text=text)
